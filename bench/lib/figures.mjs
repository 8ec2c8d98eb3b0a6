/** What is measured: the unit of each figure, and how many digits say something. */

/** @type {Record<string, { title: string, unit: string, digits: number }>} */
export const FIGURES = {
	run: { title: "run (n8n's startedAt to stoppedAt)", unit: 's', digits: 2 },
	wall: { title: 'wall until the execution is saved', unit: 's', digits: 2 },
	last: { title: 'time until the last row came', unit: 's', digits: 2 },
	cpu: { title: 'CPU', unit: 's', digits: 2 },
	memory: { title: 'growth of memory, fresh process', unit: 'MB', digits: 0 },
	requests: { title: 'requests', unit: '', digits: 0 },
	connections: { title: 'connections', unit: '', digits: 0 },
	logins: { title: 'logins', unit: '', digits: 0 },
	rows: { title: 'rows', unit: '', digits: 0 },
	refused: { title: 'share of 429s', unit: '%', digits: 1 },
	rate: { title: 'events a second', unit: '/s', digits: 1 },
	p99: { title: 'p99 of the acknowledgement', unit: 'ms', digits: 0 },
	lost: { title: 'events lost', unit: '', digits: 0 },
	size: { title: 'size', unit: 'kB', digits: 0 },
	load: { title: 'time to load', unit: 'ms', digits: 0 },
	stop: { title: 'longest stop of the process', unit: 'ms', digits: 0 },
	growth: { title: 'time for twice as much', unit: 'times', digits: 2 },
};

/** @param {string} figure @param {number | undefined} value */
export function figureText(figure, value) {
	if (value === undefined || !Number.isFinite(value)) return '-';
	const { unit, digits } = FIGURES[figure];
	return `${value.toFixed(digits)}${unit && ` ${unit}`}`;
}
