// One colour for each instance, the same on every page: instances are taken in the order of
// their names and prefer the colour that their port stands for.

const PALETTE = ['#0d9488', '#a855f7', '#c98a00', '#db2777', '#2f6fed', '#e4572e'];

const colours = new Map();

export function assignColours(instances) {
  const live = instances.filter((instance) => instance.state === 'LIVE' || instance.state === 'SILENT');
  const taken = new Set(live.map((instance) => colours.get(instance.name)).filter(Boolean));
  for (const instance of [...instances].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (colours.has(instance.name)) {
      continue;
    }
    let index = Number(new URL(instance.url).port || 80) % PALETTE.length;
    for (let i = 0; i < PALETTE.length && taken.has(PALETTE[index]); i++) {
      index = (index + 1) % PALETTE.length;
    }
    colours.set(instance.name, PALETTE[index]);
    if (live.includes(instance)) {
      taken.add(PALETTE[index]);
    }
  }
}

export function colourOf(instance) {
  return colours.get(instance) ?? '#8a93a3';
}

export function labelOf(instance) {
  return instance.replace(/~.*$/, '').replace(/^localhost:/, ':');
}
