/** A text of at most so many characters; one that was cut ends with `…`. */
export const shortened = (text: string, characters: number): string =>
  text.length > characters ? `${text.slice(0, characters - 1)}…` : text;
