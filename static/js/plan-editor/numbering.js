// Numbers of stands in a row: B-14, B-15; 09, 10; B, C. Pure.

export function next(number, step = 1) {
  const counted = /^(.*?)(\d+)(\D*)$/.exec(number);
  if (counted) {
    const [, before, digits, after] = counted;
    const value = Math.max(0, Number(digits) + step);
    return `${before}${String(value).padStart(digits.length, "0")}${after}`;
  }
  const lettered = /^(.*?)([A-Z]+|[a-z]+)$/.exec(number);
  if (!lettered) return number ? `${number}${1 + step}` : String(step);
  const [, before, letters] = lettered;
  const found = fromCount(toCount(letters.toUpperCase()) + step);
  return before + (letters === letters.toUpperCase() ? found : found.toLowerCase());
}

export function series(first, count, step = 1) {
  const found = [];
  for (let number = first; found.length < count; number = next(number, step)) found.push(number);
  return found;
}

// A, B, … Z, AA, AB as 1, 2, … 26, 27, 28.
const toCount = (letters) =>
  [...letters].reduce((count, letter) => count * 26 + letter.charCodeAt(0) - 64, 0);

function fromCount(count) {
  let [left, letters] = [Math.max(1, count), ""];
  while (left > 0) {
    const rest = (left - 1) % 26;
    letters = String.fromCharCode(65 + rest) + letters;
    left = Math.floor((left - 1) / 26);
  }
  return letters;
}
