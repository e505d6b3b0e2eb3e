// All that stands beside the board.

import { assignColours, colourOf, labelOf } from './colours.js';

const SAMPLES = 90;
const RATE_MILLIS = 2500;

const numbers = new Intl.NumberFormat('en');
const byId = (id) => document.getElementById(id);

export class Panel {

  constructor({ split, merge }) {
    this.actions = { split, merge };
    this.lags = new Map();
    this.history = [];
  }

  show(status) {
    assignColours(status.instances);
    document.documentElement.style.setProperty('--self', colourOf(status.instance));
    this.counts(status.totals);
    this.instances(status);
    this.shards(status);
  }

  counts(totals) {
    text('sent', numbers.format(totals.sent));
    text('received', numbers.format(totals.received));
    text('on-the-way', numbers.format(totals.onTheWay));
    this.check('gaps', totals.gaps);
    this.check('repeats', totals.repeats);
    this.check('out-of-order', totals.outOfOrder);
    const now = performance.now();
    this.history.push({ now, sent: totals.sent, received: totals.received });
    while (now - this.history[0].now > RATE_MILLIS) {
      this.history.shift();
    }
    const first = this.history[0];
    const seconds = (now - first.now) / 1000;
    for (const name of ['sent', 'received']) {
      text(`${name}-rate`, seconds > 0.5 ? `${numbers.format(Math.max(0, Math.round((totals[name] - first[name]) / seconds)))} /s` : '');
    }
    const notes = [`${numbers.format(totals.keys)} ${totals.keys === 1 ? 'key' : 'keys'}, counted over all instances`];
    if (totals.failed > 0) {
      notes.push(`${numbers.format(totals.failed)} could not be sent`);
    }
    if (totals.faulty.length > 0) {
      notes.push(`look at ${totals.faulty.slice(0, 3).map((key) => key.key.replace(/~[^/]*/, '')).join(', ')}`);
    }
    text('counts-note', `${notes.join('; ')}.`);
  }

  check(id, count) {
    text(id, numbers.format(count));
    byId(id).parentElement.dataset.ok = String(count === 0);
  }

  instances(status) {
    const owned = new Map();
    for (const shard of status.shards) {
      if (shard.owner && shard.state !== 'FINISHED') {
        owned.set(shard.owner, (owned.get(shard.owner) ?? 0) + 1);
      }
    }
    rows(byId('instances'), 'instance-row', status.instances, (each) => each.name, (row, each) => {
      const shards = owned.get(each.name) ?? 0;
      row.dataset.state = each.state;
      row.style.setProperty('--owner', colourOf(each.name));
      const link = row.querySelector('a');
      link.textContent = labelOf(each.name);
      link.href = new URL(each.url).hostname === 'localhost'
        ? each.url.replace('localhost', location.hostname) : each.url;
      const facts = [`${shards} ${shards === 1 ? 'shard' : 'shards'}`];
      if (each.eventsPerSecond > 0) {
        facts.push(`sends ${numbers.format(each.eventsPerSecond)}/s`);
      }
      if (each.delayMillis > 0) {
        facts.push(`waits ${each.delayMillis} ms`);
      }
      row.querySelector('.facts').textContent = facts.join(' · ');
      row.querySelector('.state').textContent = stateOf(each);
    });
  }

  shards(status) {
    const ranges = new Map(status.ranges.map((range) => [range.id, range]));
    const known = new Map(status.shards.map((shard) => [shard.id, shard]));
    const shown = status.ranges
      .map((range) => ({ ...range, ...(known.get(range.id) ?? { state: 'FREE', owner: null }) }))
      .filter((shard) => shard.open || shard.owner)
      .sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
    const open = shown.filter((shard) => shard.open);
    this.keyspace(open);
    rows(byId('shards'), 'shard-row', shown, (shard) => shard.id, (row, shard) => {
      if (!row.dataset.wired) {
        row.dataset.wired = 'true';
        row.querySelector('.split').addEventListener('click', () => this.actions.split(row.dataset.key));
        row.querySelector('.merge').addEventListener('click', () => this.actions.merge(row.dataset.key));
      }
      row.style.setProperty('--owner', shard.owner ? colourOf(shard.owner) : 'var(--line)');
      row.querySelector('b').textContent = short(shard.id);
      row.querySelector('.chip').title = shard.id;
      row.querySelector('.owner').textContent = shard.owner ? labelOf(shard.owner) : waiting(shard);
      const lag = row.querySelector('.lag');
      lag.textContent = shard.millisBehindLatest == null ? '–' : duration(shard.millisBehindLatest);
      lag.dataset.level = level(shard.millisBehindLatest);
      lag.title = 'behind the tip of the shard';
      row.querySelector('polyline').setAttribute('points', this.spark(shard));
      const next = open.find((other) => Math.abs(other.start - shard.end) < 1e-9);
      const [split, merge] = row.querySelectorAll('button');
      split.disabled = !shard.open;
      split.title = shard.open ? `Split ${shard.id} in the middle` : 'Closed: being read to its end';
      merge.disabled = !shard.open || !next;
      merge.title = next ? `Merge ${shard.id} with ${next.id}` : 'There is no next shard';
      const failure = row.querySelector('.failure');
      failure.hidden = !shard.failure;
      failure.textContent = shard.failure ?? '';
    });
    const closed = ranges.size - shown.length;
    text('closed', closed > 0 ? `${closed} closed ${closed === 1 ? 'shard' : 'shards'}, read to the end.` : '');
  }

  keyspace(open) {
    const bar = byId('keyspace');
    while (bar.children.length > open.length) {
      bar.lastChild.remove();
    }
    open.forEach((shard, index) => {
      const part = bar.children[index] ?? bar.appendChild(document.createElement('div'));
      part.style.left = `${shard.start * 100}%`;
      part.style.width = `${(shard.end - shard.start) * 100}%`;
      part.textContent = short(shard.id);
      part.title = `${shard.id}: ${shard.owner ? labelOf(shard.owner) : 'no owner'}`;
      part.classList.toggle('free', !shard.owner);
      if (shard.owner) {
        part.style.setProperty('--owner', colourOf(shard.owner));
      } else {
        part.style.removeProperty('--owner');
      }
    });
    bar.setAttribute('aria-label', `Hash keys by shard: ${open
      .map((shard) => `${short(shard.id)} ${shard.owner ? `owned by ${labelOf(shard.owner)}` : 'without owner'}`).join(', ')}`);
  }

  spark(shard) {
    const samples = this.lags.get(shard.id) ?? [];
    samples.push(shard.millisBehindLatest ?? 0);
    samples.splice(0, samples.length - SAMPLES);
    this.lags.set(shard.id, samples);
    const top = Math.max(1000, ...samples);
    return samples.map((millis, i) => `${(100 * (i + SAMPLES - samples.length)) / (SAMPLES - 1)},${22 - (20 * millis) / top}`).join(' ');
  }

}

function rows(list, template, items, key, fill) {
  const existing = new Map([...list.children].map((row) => [row.dataset.key, row]));
  let before = null;
  for (const item of items) {
    let row = existing.get(key(item));
    existing.delete(key(item));
    if (!row) {
      row = byId(template).content.firstElementChild.cloneNode(true);
      row.dataset.key = key(item);
    }
    const place = before ? before.nextElementSibling : list.firstElementChild;
    if (place !== row) {
      list.insertBefore(row, place);
    }
    fill(row, item);
    before = row;
  }
  existing.forEach((row) => row.remove());
}

function text(id, value) {
  const element = byId(id);
  if (element.textContent !== value) {
    element.textContent = value;
  }
}

function stateOf(instance) {
  const states = { LIVE: instance.self ? 'this one' : 'running', SILENT: 'no answer', LEFT: 'stopped', LOST: 'vanished' };
  return states[instance.state] ?? instance.state;
}

function waiting(shard) {
  return shard.state === 'WAITING_FOR_PARENTS' ? 'after its parents' : 'no owner';
}

function short(id) {
  return `#${Number(id.replace(/^.*-/, ''))}`;
}

function duration(millis) {
  if (millis < 1000) {
    return `${Math.round(millis)} ms`;
  }
  const seconds = millis / 1000;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

function level(millis) {
  if (millis == null || millis < 2000) {
    return 'good';
  }
  return millis < 10000 ? 'warn' : 'bad';
}
