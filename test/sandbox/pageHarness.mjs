/** The sandbox's pages in a real browser: what tests of them share. */
import assert from 'node:assert/strict';

const WAIT_MS = 10_000;

/** Opens pages whose every mistake fails the test. @param {import('playwright-core').Browser} browser @param {import('playwright-core').BrowserContextOptions} [options] */
export const openerOf =
	(browser, options) =>
	/** @param {string} url */
	async (url) => {
		const page = await browser.newPage({ locale: 'pt-BR', ...options });
		page.setDefaultTimeout(WAIT_MS);
		const mistakes = /** @type {string[]} */ ([]);
		page.on('pageerror', ({ message }) => mistakes.push(message));
		page.on('console', (line) => line.type() === 'error' && mistakes.push(line.text()));
		await page.goto(url);
		assert.equal(await page.locator('html').getAttribute('lang'), 'pt-BR');
		return { page, mistakes };
	};

/** Only what a keyboard can do: Tab to it, whatever it is. @param {import('playwright-core').Page} page @param {import('playwright-core').Locator} target */
export async function tabTo(page, target) {
	for (let left = 120; left > 0; left--) {
		if (await target.evaluate((element) => element === document.activeElement)) return;
		await page.keyboard.press('Tab');
	}
	throw new Error(`Tab does not reach ${target}`);
}

/** What is wrong with a page for people who see, read or point otherwise. @param {import('playwright-core').Page} page @param {number} [scripts] how many it may have */
export const audit = async (page, scripts = 0) =>
	await page.evaluate((most) => {
		const wrong = [];
		const rgb = (/** @type {string} */ text) => (text.match(/[\d.]+/g) ?? []).map(Number);
		const isClear = (/** @type {string} */ text) => rgb(text)[3] === 0;
		const light = (/** @type {string} */ text) => {
			const [r, g, b] = rgb(text).map((c) => {
				const share = c / 255;
				return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
			});
			return 0.2126 * r + 0.7152 * g + 0.0722 * b;
		};
		const backOf = (/** @type {Element | null} */ element) => {
			for (let one = element; one; one = one.parentElement) {
				const { backgroundColor } = getComputedStyle(one);
				if (!isClear(backgroundColor)) return backgroundColor;
			}
			return 'rgb(255, 255, 255)';
		};
		const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let node = texts.nextNode(); node; node = texts.nextNode()) {
			const element = node.parentElement;
			if (!element || !node.textContent?.trim() || element.offsetParent === null) continue;
			const [a, b] = [getComputedStyle(element).color, backOf(element)].map(light);
			const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
			if (contrast < 4.5) wrong.push(`contrast ${contrast.toFixed(1)}: ${node.textContent}`);
		}
		for (const control of document.querySelectorAll(
			'input:not([type=hidden]), select, button, .list a, .button',
		)) {
			const labels = /** @type {HTMLInputElement} */ (control).labels;
			const name = labels?.length ? labels[0].textContent : control.textContent;
			if (!name?.trim()) wrong.push(`no name: ${control.outerHTML}`);
			if (control.getBoundingClientRect().height < 44) wrong.push(`small: ${control.outerHTML}`);
			const ids = control.getAttribute('aria-describedby')?.split(' ') ?? [];
			for (const id of ids) if (!document.getElementById(id)) wrong.push(`nothing is #${id}`);
		}
		for (const image of document.querySelectorAll('img')) if (!image.alt) wrong.push('no alt');
		const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
		if (new Set(ids).size < ids.length) wrong.push(`ids twice: ${ids}`);
		if (document.querySelectorAll('h1').length !== 1) wrong.push('not one h1');
		if (document.querySelectorAll('main').length !== 1) wrong.push('not one main');
		if (document.querySelectorAll('[autofocus]').length > 1) wrong.push('two autofocus');
		if (document.documentElement.lang !== 'pt-BR') wrong.push('lang');
		if (document.documentElement.scrollWidth > innerWidth) wrong.push('wider than the screen');
		if (document.scripts.length > most) wrong.push('a script');
		return wrong;
	}, scripts);
