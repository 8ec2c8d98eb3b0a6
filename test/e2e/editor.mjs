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

	/** @param {string} file */
	async screenshot(file) {
		await this.page.screenshot({ path: file });
	}

	async close() {
		await this.browser.close();
	}
}
