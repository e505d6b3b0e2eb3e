import { Board } from './board.js';
import { Panel } from './panel.js';

const byId = (id) => document.getElementById(id);

const MAX_LOAD = 5000;
const MAX_DELAY = 1000;

// --- calls

async function call(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body ?? {}),
    });
  } catch {
    toast('This instance does not answer.');
    throw new Error(`${method} ${path}: no answer`);
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    toast(problem.detail ?? `${method} ${path} answered ${response.status}`);
    throw new Error(`${method} ${path}: ${response.status}`);
  }
}

let toastTimer;

function toast(message) {
  byId('toast').textContent = message;
  byId('toast').hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { byId('toast').hidden = true; }, 5000);
}

const ignore = () => {};

// --- the board and what stands beside it

let trip = 0;

const board = new Board(byId('board'), {
  send: (visitor, strokes) => call('POST', 'api/strokes', { visitor, strokes }),
  onRoundTrip: (millis) => {
    trip = trip === 0 ? millis : trip + (millis - trip) * 0.2;
    byId('trip').textContent = `${Math.round(trip)} ms`;
  },
});

const panel = new Panel({
  split: (id) => call('POST', `api/shards/${id}/split`).catch(ignore),
  merge: (id) => call('POST', `api/shards/${id}/merge`).catch(ignore),
});

byId('board').addEventListener('pointerdown', () => byId('hint').classList.add('gone'));
byId('clear').addEventListener('click', () => call('POST', 'api/clear', { visitor: board.visitor, strokes: [] }).catch(ignore));

// --- sliders: squared, so that small values are easy to set

function slider(id, max, step, path, body, show) {
  const input = byId(id);
  const output = byId(`${id}-value`);
  const value = () => {
    const exact = (input.value / 100) ** 2 * max;
    const round = exact < 10 * step ? Math.max(1, step / 10) : step;
    return Math.round(exact / round) * round;
  };
  const fill = () => input.style.setProperty('--fill', `${input.value}%`);
  let timer;
  let touched = 0;
  input.addEventListener('input', () => {
    touched = Date.now();
    fill();
    output.textContent = show(value());
    clearTimeout(timer);
    timer = setTimeout(() => call('PUT', path, body(value())).catch(ignore), 120);
  });
  return (now) => {
    if (Date.now() - touched > 1500) {
      if (now !== value()) {
        input.value = Math.sqrt(now / max) * 100;
        fill();
      }
      output.textContent = show(now);
    }
  };
}

const number = new Intl.NumberFormat('en');
const showLoad = slider('load', MAX_LOAD, 50, 'api/load', (value) => ({ eventsPerSecond: value }), (value) => `${number.format(value)} events/s`);
const showDelay = slider('delay', MAX_DELAY, 10, 'api/delay', (value) => ({ millis: value }), (value) => `${number.format(value)} ms`);

// --- live

function connect() {
  const source = new EventSource('api/live');
  let fresh = true;
  source.addEventListener('open', () => {
    fresh = true;
    byId('offline').hidden = true;
  });
  source.addEventListener('frame', (event) => {
    if (fresh) {
      board.reset();
      fresh = false;
    }
    if (board.show(JSON.parse(event.data))) {
      byId('hint').classList.add('gone');
    }
  });
  source.addEventListener('status', (event) => {
    const status = JSON.parse(event.data);
    panel.show(status);
    showLoad(status.instances[0].eventsPerSecond);
    showDelay(status.instances[0].delayMillis);
  });
  source.addEventListener('error', () => {
    byId('offline').hidden = false;
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(connect, 2000);
    }
  });
}

connect();

// --- health

async function health() {
  const badge = byId('health');
  try {
    const answer = await (await fetch('actuator/health')).json();
    badge.dataset.state = answer.status;
    badge.querySelector('span').textContent = answer.status;
  } catch {
    badge.dataset.state = 'none';
    badge.querySelector('span').textContent = 'no answer';
  }
}

health();
setInterval(health, 3000);

// --- light and dark

const root = document.documentElement;
const theme = localStorage.getItem('board-theme');
if (theme) {
  root.dataset.theme = theme;
}
byId('theme').addEventListener('click', () => {
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
  localStorage.setItem('board-theme', root.dataset.theme);
});
