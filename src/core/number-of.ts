/** 12, of `M-12`. */
export const numberOf = (id: string): number => Number(id.slice(id.indexOf('-') + 1));
