export const mark = '!';

export function shout(text: string): Promise<string> {
  return Promise.resolve(`${text.toUpperCase()}${mark}`);
}
