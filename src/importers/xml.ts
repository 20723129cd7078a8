const entities: Record<string, string> = { quot: '"', amp: '&', lt: '<', gt: '>', apos: "'" };

/** The text of XML text: its five entities, and characters by number. */
export const unescaped = (text: string): string =>
  text.replace(
    /&(?:(quot|amp|lt|gt|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi,
    (whole, name: string, decimal: string, hex: string) => {
      if (name) return entities[name.toLowerCase()]!;
      const point = decimal ? Number(decimal) : parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
