/** What an example looks like on n8n's canvas, measured in the browser, and what is wrong with it. */

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box on the screen */
/** @typedef {{ name: string, label: string, box: Box, texts: Box[] }} NodeSeen `label`: what can be read below it */
/** @typedef {{ name: string, box: Box, text: Box, size: number, isCut: boolean, isAbout: boolean }} NoteSeen */
/** @typedef {{ from: string, to: string, points: Array<[number, number]> }} EdgeSeen */
/** @typedef {{ nodes: NodeSeen[], notes: NoteSeen[], edges: EdgeSeen[], zoom: number }} Seen */

/** The smallest text of a note that is still read at a glance, in pixels of the screen. */
export const LEAST_SIZE = 10;
const MOST_ACROSS = 8;
const MOST_EMPTY = 1 / 3;

/** Runs in the page. @returns {Seen} */
export function look() {
	/** @param {DOMRect} rect */
	const plain = ({ left, top, right, bottom }) => ({ left, top, right, bottom });
	/** @param {Element} element */
	const boxOf = (element) => plain(element.getBoundingClientRect());
	/** @param {Element} element where its letters are, and not the room around them */
	function textsOf(element) {
		const range = document.createRange();
		range.selectNodeContents(element);
		return [...range.getClientRects()].filter(({ width }) => width > 0).map(plain);
	}
	const all = [...document.querySelectorAll('.vue-flow__node')];
	const pane = document.querySelector('.vue-flow__transformationpane');
	const zoom = new DOMMatrix(getComputedStyle(/** @type {Element} */ (pane)).transform).a;
	const isNote = (/** @type {Element} */ node) => node.querySelector('.n8n-sticky') !== null;
	const nameOf = (/** @type {Element} */ node) =>
		node.querySelector('[data-node-name]')?.getAttribute('data-node-name') ?? '';
	const nodes = all
		.filter((node) => !isNote(node))
		.map((node) => {
			const shown = [...node.querySelectorAll('[class*="_description_"] > [class]')];
			return {
				name: nameOf(node),
				label: shown.map((one) => one.textContent).join(' '),
				box: boxOf(node),
				texts: shown.flatMap(textsOf),
			};
		});
	const notes = all.filter(isNote).map((node) => {
		const note = /** @type {Element} */ (node.querySelector('.n8n-sticky'));
		const wrapper = /** @type {Element} */ (note.firstElementChild);
		const text = /** @type {Element} */ (wrapper.querySelector('div > div'));
		const sizes = [...text.querySelectorAll('*')].map((one) =>
			Number.parseFloat(getComputedStyle(one).fontSize),
		);
		return {
			name: nameOf(node),
			box: boxOf(note),
			text: boxOf(text),
			// Of no text at all this is NaN, which noteTroubles() tells.
			size: sizes.length > 0 ? Math.min(...sizes) * zoom : Number.NaN,
			isCut: wrapper.scrollHeight > wrapper.clientHeight,
			isAbout: nameOf(node) === 'Note 0',
		};
	});
	const edges = [...document.querySelectorAll('[data-test-id="edge"]')].flatMap((edge) => {
		const path = /** @type {SVGPathElement | null} */ (edge.querySelector('path'));
		const matrix = path?.getScreenCTM();
		if (!path || !matrix) return [];
		const length = path.getTotalLength();
		const points = Array.from({ length: Math.ceil(length / 3) + 1 }, (_, index) => {
			const { x, y } = path.getPointAtLength(Math.min(index * 3, length)).matrixTransform(matrix);
			return /** @type {[number, number]} */ ([x, y]);
		});
		const end = (/** @type {string} */ which) => edge.getAttribute(`data-${which}-node-name`) ?? '';
		return [{ from: end('source'), to: end('target'), points }];
	});
	return { nodes, notes, edges, zoom };
}

/** @param {Box} box @param {[number, number]} point */
const holds = ({ left, top, right, bottom }, [x, y]) =>
	x > left + 1 && x < right - 1 && y > top + 1 && y < bottom - 1;

/** @param {Box} a @param {Box} b */
const meet = (a, b) =>
	a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;

/** @param {NoteSeen} note @param {NodeSeen[]} nodes */
function noteTroubles({ name, box, text, size, isCut, isAbout }, nodes) {
	const troubles = [];
	if (isCut) troubles.push(`${name}: its text is cut`);
	if (!(size >= LEAST_SIZE)) troubles.push(`${name}: its text is ${size.toFixed(1)} px high`);
	const held = nodes.filter((node) => meet(node.box, box));
	if (isAbout && held.length > 0) troubles.push(`${name}: it lies on "${held[0].name}"`);
	if (!isAbout && held.length === 0) troubles.push(`${name}: it holds no node`);
	const end = Math.min(box.bottom, ...held.map((node) => node.box.top));
	const empty = (end - text.bottom) / (box.bottom - box.top);
	if (empty > MOST_EMPTY) troubles.push(`${name}: ${Math.round(empty * 100)} % of it is empty`);
	for (const node of nodes) {
		if ([node.box, ...node.texts].some((one) => meet(one, text)))
			troubles.push(`${name}: its text lies on "${node.name}"`);
	}
	return troubles;
}

/** @param {EdgeSeen} edge @param {Seen} seen */
function edgeTroubles({ from, to, points }, { nodes, notes }) {
	const crossed = (/** @type {Box[]} */ boxes) =>
		boxes.some((box) => points.some((point) => holds(box, point)));
	const what = `the connection from "${from}" to "${to}"`;
	return [
		...nodes
			.filter(({ name, box }) => name !== from && name !== to && crossed([box]))
			.map(({ name }) => `${what} goes through "${name}"`),
		...nodes
			.filter(({ texts }) => crossed(texts))
			.map(({ name }) => `${what} goes through the name of "${name}"`),
		...notes
			.filter(({ text }) => crossed([text]))
			.map(({ name }) => `${what} goes through the text of ${name}`),
	];
}

/** In words, all that is wrong. @param {Seen} seen */
export function troublesOf(seen) {
	const { nodes, notes, edges } = seen;
	const columns = new Set(nodes.map(({ box }) => Math.round(box.left)));
	const labels = nodes.flatMap((node, index) =>
		nodes
			.slice(index + 1)
			.filter((other) =>
				[node.box, ...node.texts].some((a) => [other.box, ...other.texts].some((b) => meet(a, b))),
			)
			.map((other) => `"${node.name}" and "${other.name}" lie on each other`),
	);
	// n8n's classes have no lasting names: what is not found is not checked either.
	const nameless = nodes
		.filter(({ name, label }) => !label.includes(name))
		.map(({ name, label }) => `"${name}": "${label}" was found where its name should be`);
	return [
		...nameless,
		...(columns.size > MOST_ACROSS ? [`${columns.size} nodes stand side by side`] : []),
		...labels,
		...notes.flatMap((note) => noteTroubles(note, nodes)),
		...edges.flatMap((edge) => edgeTroubles(edge, seen)),
	];
}
