// Pure arithmetic of points in metres. The server's word on all of this is the last.

export const TOLERANCE = 0.01;

// Whole centimetres; never minus nothing.
export const round = (value) => Math.round(value * 100) / 100 + 0;
export const rounded = (points) => points.map(([x, y]) => [round(x), round(y)]);
export const moved = (points, dx, dy) => points.map(([x, y]) => [x + dx, y + dy]);
export const same = (a, b) => a === b || JSON.stringify(a) === JSON.stringify(b);

export function box(points) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return { left, top, right, bottom, width: right - left, height: bottom - top };
}

export const distance = ([ax, ay], [bx, by]) => Math.hypot(bx - ax, by - ay);

export const edges = (points) => points.map((at, n) => [at, points[(n + 1) % points.length]]);

export function surface(points) {
  let double = 0;
  for (const [[ax, ay], [bx, by]] of edges(points)) double += ax * by - bx * ay;
  return Math.abs(double) / 2;
}

export function length(points) {
  return points.slice(1).reduce((sum, at, n) => sum + distance(points[n], at), 0);
}

export function centre(points) {
  const { left, top, width, height } = box(points);
  return [left + width / 2, top + height / 2];
}

export function turned(points, degrees, [cx, cy] = centre(points)) {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return points.map(([x, y]) => [
    cx + (x - cx) * cos - (y - cy) * sin,
    cy + (x - cx) * sin + (y - cy) * cos,
  ]);
}

// A rectangle as x, y, width, depth and turn; null for any other outline.
export function frameOf(points) {
  if (points?.length !== 4) return null;
  const sums = points.map(([x, y]) => x + y);
  const start = sums.indexOf(Math.min(...sums));
  const [a, b, c, d] = [0, 1, 2, 3].map((step) => points[(start + step) % 4]);
  let [across, down] = [
    [b[0] - a[0], b[1] - a[1]],
    [d[0] - a[0], d[1] - a[1]],
  ];
  if (across[0] * down[1] - across[1] * down[0] < 0) [across, down] = [down, across];
  const [width, depth] = [Math.hypot(...across), Math.hypot(...down)];
  if (!width || !depth) return null;
  const bend = Math.hypot(b[0] + d[0] - a[0] - c[0], b[1] + d[1] - a[1] - c[1]);
  const slant = Math.abs(across[0] * down[0] + across[1] * down[1]) / Math.max(width, depth);
  if (bend > 0.03 || slant > 0.03) return null;
  // The longer side tells the turn best: corners are off by half a centimetre.
  const level = width >= depth ? across : [down[1], -down[0]];
  const turn = (Math.atan2(level[1], level[0]) * 180) / Math.PI;
  return { x: a[0], y: a[1], width: round(width), depth: round(depth), turn: round(turn) };
}

export function outlineOf({ x, y, width, depth, turn = 0 }) {
  const angle = (turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return rounded([
    [x, y],
    [x + width * cos, y + width * sin],
    [x + width * cos - depth * sin, y + width * sin + depth * cos],
    [x - depth * sin, y + depth * cos],
  ]);
}

export function nearestOnEdge([px, py], [[ax, ay], [bx, by]]) {
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const along = square ? Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / square)) : 0;
  return [ax + along * dx, ay + along * dy];
}

// Whether a point lies inside by more than what nobody can draw away.
export function holds(points, at) {
  let isInside = false;
  for (const [[ax, ay], [bx, by]] of edges(points)) {
    const isCrossed = ay > at[1] !== by > at[1];
    if (isCrossed && at[0] < ((bx - ax) * (at[1] - ay)) / (by - ay) + ax) isInside = !isInside;
  }
  return isInside;
}

const isNear = (points, at) =>
  edges(points).some((edge) => distance(at, nearestOnEdge(at, edge)) <= TOLERANCE);

export const holdsWell = (points, at) => holds(points, at) && !isNear(points, at);

const side = ([ax, ay], [bx, by], [px, py]) =>
  ((bx - ax) * (py - ay) - (by - ay) * (px - ax)) / (Math.hypot(bx - ax, by - ay) || 1);

// Whether two edges cross, each by more than a centimetre.
function cross([a, b], [c, d]) {
  const [first, second] = [side(a, b, c), side(a, b, d)];
  const [third, fourth] = [side(c, d, a), side(c, d, b)];
  const isApart = (one, other) =>
    (one > TOLERANCE && other < -TOLERANCE) || (one < -TOLERANCE && other > TOLERANCE);
  return isApart(first, second) && isApart(third, fourth);
}

export function apart(a, b, gap = TOLERANCE) {
  return (
    a.right - gap <= b.left || b.right - gap <= a.left || a.bottom - gap <= b.top || b.bottom - gap <= a.top
  );
}

export function overlap(one, other) {
  if (apart(box(one), box(other))) return false;
  if (edges(one).some((a) => edges(other).some((b) => cross(a, b)))) return true;
  return probes(one).some((at) => holdsWell(other, at)) || probes(other).some((at) => holdsWell(one, at));
}

// Whether a part of a shape lies outside another.
export function reachesOut(inner, outer) {
  if (inner.some((at) => !holds(outer, at) && !isNear(outer, at))) return true;
  return edges(inner).some((a) => edges(outer).some((b) => cross(a, b)));
}

// Points that tell of a shape: corners, middles of edges, and its inside.
function probes(points) {
  const middles = edges(points).map(([[ax, ay], [bx, by]]) => [(ax + bx) / 2, (ay + by) / 2]);
  const inside = centre(points);
  return [...points, ...middles, ...(holds(points, inside) ? [inside] : [])];
}
