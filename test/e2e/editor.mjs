/** n8n's editor in a real browser. */
import { launchBrowser } from '../browser.mjs';

/**
 * Opens the editor, logged in.
 * @param {{ url: string, email: string, password: string }} options
 */
export async function openEditor({ url, email, password }) {
	const browser = await launchBrowser();
	try {
		return new Editor(browser, await logIn(browser, { url, email, password }), url);
	} catch (error) {
		// A browser that is left keeps the whole file from ending.
		await browser.close();
		throw error;
	}
}

async function logIn(browser, { url, email, password }) {
	const page = await browser.newPage({ viewport: { width: 1500, height: 1000 } });
	page.setDefaultTimeout(60_000);
	await page.goto(`${url}/signin`);
	await page.locator('input[autocomplete="email"], input[type="email"]').first().fill(email);
	await page.locator('input[type="password"]').fill(password);
	await page.keyboard.press('Enter');
	await page.waitForURL((to) => !to.pathname.startsWith('/signin'));
	return page;
}

/** Runs in the page, again and again. @param {{ names: string[], edges: number }} wanted */
function isDrawn({ names, edges }) {
	const all = [...document.querySelectorAll('.vue-flow__node')];
	const drawn = all
		.map((node) => node.querySelector('[data-node-name]')?.getAttribute('data-node-name'))
		.sort();
	const pane = document.querySelector('.vue-flow__transformationpane');
	const places = all.map((node) => Object.values(node.getBoundingClientRect().toJSON()).join());
	const now = [pane?.getAttribute('style'), ...places].join('|');
	// The canvas moves to where all of it is seen: it lies still when it is the same three times.
	const memory = /** @type {any} */ (globalThis);
	memory.stillFor = memory.lastDrawn === now ? memory.stillFor + 1 : 0;
	memory.lastDrawn = now;
	return (
		drawn.join() === [...names].sort().join() &&
		document.querySelectorAll('[data-test-id="edge"]').length === edges &&
		memory.stillFor >= 3
	);
}

export class Editor {
	constructor(browser, page, url) {
		this.browser = browser;
		this.page = page;
		this.url = url;
	}

	/** @param {string} workflowId */
	async openWorkflow(workflowId) {
		await this.page.goto(`${this.url}/workflow/${workflowId}`);
		await this.page.locator('[data-test-id="canvas-node"]').first().waitFor();
		await this.page.waitForTimeout(500);
	}

	/** An empty canvas. */
	async openNewWorkflow() {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.page.locator('.vue-flow, [data-test-id="canvas-wrapper"]').first().waitFor();
	}

	/**
	 * From one workflow to another without loading the editor again, as a click on a link does: back when the canvas
	 * shows so many nodes and connections (notes count as nodes) and lies still.
	 * @param {string} workflowId
	 * @param {{ names: string[], edges: number }} wanted
	 */
	async goToWorkflow(workflowId, wanted) {
		await this.page.evaluate((path) => {
			history.pushState(null, '', path);
			dispatchEvent(new PopStateEvent('popstate'));
		}, `/workflow/${workflowId}`);
		await this.page.waitForFunction(isDrawn, wanted, { polling: 100 });
	}

	/** Opens the panel of a node on the canvas. @param {string} name */
	async openNode(name) {
		await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
		await this.page.locator('[data-test-id="parameter-input"]').first().waitFor();
	}

	async closeNode() {
		await this.page.keyboard.press('Escape');
		await this.page.waitForTimeout(300);
	}

	/** What the open panel says, in one text. */
	async panelText() {
		return await this.page.locator('[data-test-id="node-parameters"]').innerText();
	}

	/** Names of the parameters that the open panel shows (of those in collections: the opened ones). */
	async parameters() {
		return await this.page.$$eval('[data-test-id="node-parameters"] [data-test-id]', (elements) =>
			elements
				.map((element) => element.getAttribute('data-test-id') ?? '')
				.map((text) => /^(?:parameter-input|resource-locator)-(\w+)$/.exec(text)?.[1])
				.filter(Boolean),
		);
	}

	/** Picks an entry of an options parameter by mouse. @param {string} name @param {string} entry */
	async choose(name, entry) {
		await this.page.locator(`[data-test-id="parameter-input-${name}"]`).first().click();
		const dropdown = this.page.locator('.el-select-dropdown:visible, .el-popper:visible');
		await dropdown
			.locator('.option-headline, li')
			.filter({ hasText: new RegExp(`^\\s*${entry.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`) })
			.first()
			.click();
		await this.page.waitForTimeout(150);
	}

	/** Types into a field. @param {string} name @param {string} text */
	async fill(name, text) {
		await this.page
			.locator(`[data-test-id="parameter-input-${name}"]`)
			.locator('input, textarea')
			.first()
			.fill(text);
	}

	/** Turns a switch by mouse. @param {string} name */
	async toggle(name) {
		await this.page.locator(`[data-test-id="parameter-input-${name}"] .el-switch`).first().click();
		await this.page.waitForTimeout(300);
	}

	/** Opens a picker, searches, and chooses by mouse. @param {string} name @param {string} search @param {RegExp} entry */
	async pick(name, search, entry) {
		const input = this.page.locator(`[data-test-id="resource-locator-${name}"] input`).last();
		await input.click();
		const entries = this.page.locator('[data-test-id="rlc-item"]:visible');
		await entries.first().waitFor();
		if (search) await this.page.locator('[data-test-id="rlc-search"]:visible').fill(search);
		await entries.filter({ hasText: entry }).first().click();
		return await input.inputValue();
	}

	/**
	 * Adds an entry of a collection by mouse.
	 * @param {string} button what its button says, such as "Add Filter" @param {string} entry
	 */
	async add(button, entry) {
		await this.page.getByPlaceholder(button).or(this.page.getByText(button)).first().click();
		await this.page
			.locator('.el-popper:visible, .el-select-dropdown:visible, [role="menu"]:visible')
			.getByText(entry, { exact: true })
			.first()
			.click();
		await this.page.waitForTimeout(200);
	}

	/** Presses "Execute step", and waits until the step has ended. */
	async execute() {
		const ended = this.page.waitForResponse(
			(answer) => /\/rest\/workflows\/[^/]+\/run/.test(answer.url()) && answer.ok(),
		);
		await this.page.locator('[data-test-id="node-execute-button"]').click();
		await ended;
		await this.page
			.locator('[data-test-id="node-execute-button"]:not([disabled])')
			.filter({ hasText: 'Execute step' })
			.waitFor({ timeout: 60_000 });
		await this.page.waitForTimeout(500);
	}

	/** The rows of the output's table, as texts by column. @returns {Promise<Record<string, string>[]>} */
	async rows() {
		const panel = this.page.locator('[data-test-id="output-panel"]').first();
		const table = await panel
			.locator('tr')
			.evaluateAll((lines) =>
				lines.map((line) => [...line.children].map((cell) => cell.innerText.trim())),
			);
		const [names, ...rows] = table;
		return rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]])));
	}

	/** What the output panel says, in one text: hints and errors too. */
	async outputText() {
		return await this.page.locator('[data-test-id="output-panel"]').first().innerText();
	}

	/** @param {string} file */
	async screenshot(file) {
		await this.page.screenshot({ path: file });
	}

	/** The open node's parameters alone. @param {string} file */
	async panelScreenshot(file) {
		const box = await this.page.locator('[data-test-id="node-parameters"]').boundingBox();
		if (!box) throw new Error('no panel is open');
		const { height } = this.page.viewportSize() ?? { height: 0 };
		const clip = { ...box, height: Math.min(box.height, height - box.y) };
		await this.page.screenshot({ path: file, clip });
	}

	async close() {
		await this.browser.close();
	}
}
