/** One line, with nothing that Markdown would read. */
export const plain = (text: string): string => text.replace(/\s+/g, ' ').replace(/[<>[\]*_`\\]/g, '\\$&');
