// The board: three layers. Synthetic load moves below, what came back through the stream is
// drawn above it, and what this page has sent and not got back is dashed on top.

import { colourOf } from './colours.js';

const LANE_STEPS = 420;
const TRAIL = 14;
const STALE_MILLIS = 15000;
const MIN_LENGTH = 0.004;
const SEND_MILLIS = 60;
const RIPPLE_MILLIS = 700;

export class Board {

  constructor(frame, { send, onRoundTrip }) {
    this.frame = frame;
    this.layers = ['load', 'stroke', 'ghost'].map((name) => frame.querySelector(`#${name}-layer`).getContext('2d'));
    this.send = send;
    this.onRoundTrip = onRoundTrip;
    this.visitor = remembered('visitor', () => crypto.getRandomValues(new Uint32Array(2)).reduce((a, n) => a + n.toString(36), ''));
    this.hue = Number(remembered('hue', () => String(Math.floor(Math.random() * 360))));
    this.marks = Date.now() * 1000;
    this.drawn = [];
    this.pending = new Map();
    this.outbox = [];
    this.comets = new Map();
    this.ripples = [];
    this.pen = null;
    document.documentElement.style.setProperty('--mine', strokeColour(this.hue));
    this.listen(this.layers[2].canvas);
    new ResizeObserver(() => this.resize()).observe(frame);
    this.resize();
    this.last = performance.now();
    requestAnimationFrame((now) => this.animate(now));
    setInterval(() => this.flush(), SEND_MILLIS);
  }

  // --- drawing

  listen(canvas) {
    canvas.addEventListener('pointerdown', (event) => {
      if (event.button === 0) {
        canvas.setPointerCapture(event.pointerId);
        this.pen = this.point(event);
        this.stroke(this.pen, this.pen);
        event.preventDefault();
      }
    });
    canvas.addEventListener('pointermove', (event) => {
      if (this.pen) {
        for (const each of event.getCoalescedEvents?.() ?? [event]) {
          const to = this.point(each);
          if (Math.hypot(to.x - this.pen.x, to.y - this.pen.y) >= MIN_LENGTH) {
            this.stroke(this.pen, to);
            this.pen = to;
          }
        }
      }
    });
    for (const end of ['pointerup', 'pointercancel']) {
      canvas.addEventListener(end, () => { this.pen = null; });
    }
    canvas.addEventListener('keydown', (event) => {
      if (event.key === ' ' || event.key === 'Enter') {
        const at = { x: 0.1 + 0.8 * Math.random(), y: 0.1 + 0.8 * Math.random() };
        this.stroke(at, at);
        event.preventDefault();
      }
    });
  }

  point(event) {
    const box = this.frame.getBoundingClientRect();
    const clamp = (value) => Math.min(1, Math.max(0, value));
    return { x: clamp((event.clientX - box.left) / box.width), y: clamp((event.clientY - box.top) / box.height) };
  }

  stroke(from, to) {
    const stroke = { x1: from.x, y1: from.y, x2: to.x, y2: to.y, hue: this.hue, mark: ++this.marks };
    this.pending.set(stroke.mark, { stroke, since: performance.now() });
    this.outbox.push(stroke);
    this.line(this.layers[2], stroke, true);
  }

  flush() {
    if (this.outbox.length > 0) {
      const strokes = this.outbox.splice(0, 400);
      this.send(this.visitor, strokes).catch(() => {
        strokes.forEach((stroke) => this.pending.delete(stroke.mark));
        this.redrawGhosts();
      });
    }
  }

  // --- what comes back

  reset() {
    this.drawn = [];
    this.comets.clear();
    this.redrawStrokes();
  }

  show(frame) {
    let returned = false;
    for (const { event, handler } of frame.drawn) {
      if (event.kind === 'CLEAR') {
        this.drawn = [];
        this.redrawStrokes();
        continue;
      }
      this.drawn.push(event.stroke);
      this.line(this.layers[1], event.stroke, false);
      const pending = this.pending.get(event.stroke.mark);
      if (pending && event.key.endsWith(`/visitor-${this.visitor}`)) {
        this.pending.delete(event.stroke.mark);
        this.onRoundTrip(performance.now() - pending.since);
        returned = true;
      }
      if (event.stroke.x1 === event.stroke.x2 && event.stroke.y1 === event.stroke.y2) {
        this.ripples.push({ x: event.stroke.x1, y: event.stroke.y1, colour: colourOf(handler), since: performance.now() });
      }
    }
    if (returned) {
      this.redrawGhosts();
    }
    const now = performance.now();
    for (const { key, number, handler } of frame.comets) {
      const comet = this.comets.get(key) ?? { shown: number, ...orbit(key) };
      this.comets.set(key, Object.assign(comet, { number, handler, moved: now }));
    }
    return frame.drawn.length > 0;
  }

  // --- painting

  resize() {
    const scale = window.devicePixelRatio || 1;
    this.width = this.frame.clientWidth;
    this.height = this.frame.clientHeight;
    for (const layer of this.layers) {
      layer.canvas.width = Math.round(this.width * scale);
      layer.canvas.height = Math.round(this.height * scale);
      layer.setTransform(scale, 0, 0, scale, 0, 0);
    }
    this.redrawStrokes();
    this.redrawGhosts();
  }

  line(layer, stroke, ghost) {
    const dot = stroke.x1 === stroke.x2 && stroke.y1 === stroke.y2;
    const width = Math.max(3, this.width / 200) * (dot ? 2.4 : 1);
    layer.lineCap = 'round';
    layer.lineJoin = 'round';
    layer.lineWidth = ghost ? width * 0.6 : width;
    layer.strokeStyle = ghost ? 'rgb(130 138 152 / 55%)' : strokeColour(stroke.hue);
    layer.setLineDash(ghost ? [1, width * 1.4] : []);
    layer.beginPath();
    layer.moveTo(stroke.x1 * this.width, stroke.y1 * this.height);
    layer.lineTo(stroke.x2 * this.width + (dot ? 0.01 : 0), stroke.y2 * this.height);
    layer.stroke();
  }

  redrawStrokes() {
    this.layers[1].clearRect(0, 0, this.width, this.height);
    this.drawn.forEach((stroke) => this.line(this.layers[1], stroke, false));
  }

  redrawGhosts() {
    this.layers[2].clearRect(0, 0, this.width, this.height);
    this.pending.forEach(({ stroke }) => this.line(this.layers[2], stroke, true));
  }

  animate(now) {
    const layer = this.layers[0];
    const ease = 1 - Math.exp(-(now - this.last) / 220);
    this.last = now;
    layer.clearRect(0, 0, this.width, this.height);
    layer.lineCap = 'round';
    for (const [key, comet] of this.comets) {
      const idle = now - comet.moved;
      if (idle > STALE_MILLIS) {
        this.comets.delete(key);
        continue;
      }
      comet.shown += (comet.number - comet.shown) * ease;
      this.comet(layer, comet, Math.min(1, (STALE_MILLIS - idle) / 4000));
    }
    this.ripples = this.ripples.filter((ripple) => now - ripple.since < RIPPLE_MILLIS);
    for (const ripple of this.ripples) {
      const age = (now - ripple.since) / RIPPLE_MILLIS;
      layer.globalAlpha = 1 - age;
      layer.strokeStyle = ripple.colour;
      layer.lineWidth = 2;
      layer.beginPath();
      layer.arc(ripple.x * this.width, ripple.y * this.height, 6 + age * 26, 0, 2 * Math.PI);
      layer.stroke();
    }
    layer.globalAlpha = 1;
    requestAnimationFrame((next) => this.animate(next));
  }

  comet(layer, comet, strength) {
    const place = (back) => {
      const angle = comet.phase + comet.turn * (comet.shown / LANE_STEPS * 2 * Math.PI - back);
      return [this.width * (0.5 + 0.47 * comet.radius * Math.cos(angle)), this.height * (0.5 + 0.46 * comet.radius * Math.sin(angle))];
    };
    const colour = colourOf(comet.handler);
    layer.strokeStyle = colour;
    layer.lineWidth = Math.max(1.5, this.width / 600);
    for (let i = 0; i < TRAIL; i++) {
      layer.globalAlpha = strength * 0.36 * (1 - i / TRAIL);
      layer.beginPath();
      layer.moveTo(...place(i * 0.022));
      layer.lineTo(...place((i + 1) * 0.022));
      layer.stroke();
    }
    layer.globalAlpha = strength * 0.85;
    layer.fillStyle = colour;
    layer.beginPath();
    layer.arc(...place(0), Math.max(2, this.width / 360), 0, 2 * Math.PI);
    layer.fill();
  }

}

function orbit(key) {
  let hash = 2166136261;
  for (const char of key) {
    hash = Math.imul(hash ^ char.charCodeAt(0), 16777619) >>> 0;
  }
  return {
    radius: 0.22 + 0.78 * ((hash % 9973) / 9973),
    phase: ((hash >>> 8) % 6283) / 1000,
    turn: hash & 1 ? 1 : -1,
  };
}

function strokeColour(hue) {
  return `oklch(62% 0.19 ${hue})`;
}

function remembered(name, make) {
  let value = localStorage.getItem(`board-${name}`);
  if (!value) {
    value = make();
    localStorage.setItem(`board-${name}`, value);
  }
  return value;
}
