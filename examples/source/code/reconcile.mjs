/**
 * The Code node of reconcile-pix: received PIX against open invoices. Pure, and needs nothing but the two files above it, because
 * their text goes into n8n as it stands. What could be meant in two ways is left to a person.
 */
import { decide } from './decisions.mjs';
import {
	contradicts,
	dayOf,
	hidden,
	isSame,
	later,
	money,
	readInvoices,
	readPix,
	text,
} from './reading.mjs';

/** So many days after it was due, a name is no proof any more. */
const DAYS_LATE = 30;
const COLUMNS = ['what', 'date', 'amount', 'payer', 'document', 'invoices', 'reason', 'state'];

/**
 * @param {object} given
 * @param {Row[]} given.payments flat rows of Transaction: Get Many, of all accounts
 * @param {Row[]} given.invoices
 * @param {Row[]} given.checks what people have been asked so far, with their decisions
 * @param {Record<string, string>} given.words reasons, with {places}
 * @returns {Row[]} only what changes: rows of the invoices, and rows of the questions (with a `key`)
 */
export function reconcile({ payments, invoices, checks, words }) {
	const known = readPix(payments);
	const bills = readInvoices(invoices);
	const isOpen = (bill) => bill.status === 'open';
	const isPaid = (bill) => bill.status === 'paid';
	const isTwice = (bill) => bills.some((one) => one !== bill && one.number === bill.number);
	const isBroken = (bill) => isTwice(bill) || !(bill.cents > 0);
	const numbers = (list) => [...new Set(list.map(({ number }) => number))].sort().join(', ');
	const fill = (word, values = {}) =>
		words[word].replace(/\{(\w+)\}/g, (_, name) => text(values[name]));

	const changed = new Set();
	const settle = (bill, by, id, day) => {
		const paid = [...new Set([...bill.paid, id])];
		changed.add(Object.assign(bill, { status: 'paid', by, paidOn: bill.paidOn || day, paid }));
	};
	const reopen = (bill) =>
		changed.add(Object.assign(bill, { status: 'open', by: '', paidOn: '', paid: [] }));
	/** What people are to be asked, by key. */
	const asked = new Map();
	const ask = (key, what, row, list, values = {}) =>
		asked.set(key, {
			...{ key, what, date: row.day, amount: row.cents / 100, payer: row.who },
			...{ document: hidden(row.document), invoices: numbers(list), state: 'open' },
			reason: fill(what, { invoices: numbers(list), ...values }),
		});

	// 1. What a person has decided stays. `over` has had its turn, `waits` are invoices that a person is asked about.
	const isDone = ({ state }) => state === 'done';
	const isReturned = ({ what }) => what === 'returned';
	const isOver = (one) => isReturned(one) || (isDone(one) && text(one.decision));
	const over = new Set(checks.filter(isOver).map(({ key }) => key));
	const waits = new Set();
	for (const check of checks.filter((one) => !isDone(one))) {
		const isOld = check.key.startsWith('pix:') && !known.has(check.key.slice(4));
		if (text(check.decision)) {
			decide(check, { bills, known, over, waits, ask, asked, fill, settle, reopen });
		} else if (isOld) for (const one of text(check.invoices).split(', ')) waits.add(one);
	}

	// 2. Money that went back: of an invoice that is settled, or of a payment that would settle one.
	const used = new Set(bills.flatMap(({ paid }) => paid));
	const isFree = ({ id, cents }) => cents > 0 && !used.has(id) && !over.has(`pix:${id}`);
	const received = [...known.values()].filter(isFree);
	const wentBack = (back, payment) => {
		const isSameId = back.endToEnd !== '' && back.endToEnd === payment.endToEnd;
		const isToPayer =
			isSameId ||
			isSame(back.document, payment.document) ||
			(back.isReturn && back.name !== '' && back.name === payment.name);
		const isToAnybody = back.isReturn && back.document === '' && back.name === '';
		const isPart = back.isReturn && -back.cents < payment.cents;
		const isAll = -back.cents === payment.cents;
		return back.day >= payment.day && (isToPayer ? isAll || isPart : isToAnybody && isAll);
	};
	const returned = new Set();
	for (const back of known.values()) {
		if (back.cents >= 0 || over.has(`return:${back.id}`)) continue;
		for (const one of received) if (wentBack(back, one)) returned.add(one);
		const paymentOf = (bill, id) => known.get(id) ?? { ...bill, day: bill.paidOn };
		const list = bills.filter(
			(bill) => isPaid(bill) && bill.paid.some((id) => wentBack(back, paymentOf(bill, id))),
		);
		const values = { amount: money(back.cents) };
		if (list.length > 0) ask(`return:${back.id}`, 'wentBack', back, list, values);
	}

	const here = new Set(payments.map(({ id }) => text(id)));
	const since = payments
		.map(({ date }) => dayOf(date))
		.reduce((a, b) => (b && (!a || b < a) ? b : a), '');
	/** Its payment is not in the statement, which begins before it. */
	const isGone = ({ status, by, paidOn, paid }) =>
		status === 'paid' && by && since && paidOn > since && paid.some((id) => !here.has(id));
	const isOf = (row, bill) =>
		isSame(row.document, bill.document) ||
		(row.name !== '' && row.name === bill.name && !contradicts(row.document, bill.document));

	// 3. By end-to-end ID or txid: it is this invoice, whoever paid it.
	const hasId = (row, bill) =>
		(row.txid !== '' && row.txid === bill.txid) ||
		(row.endToEnd !== '' && row.endToEnd === bill.endToEnd);
	const named = new Map(received.map((row) => [row, bills.filter((bill) => hasId(row, bill))]));
	const free = [];
	for (const row of received) {
		const list = named.get(row);
		const [bill] = list;
		const because = (what, values) => {
			ask(`pix:${row.id}`, what, row, list, values);
			for (const { number } of list) waits.add(number);
		};
		const count = received.filter((one) => named.get(one).includes(bill)).length;
		if (row.isReturn) because('ownReturn');
		else if (returned.has(row)) because('returned');
		else if (!bill) free.push(row);
		else if (list.some(isBroken)) because('broken');
		else if (list.length > 1) because('several');
		else if (count > 1) because('severalPayments', { count });
		else if (!isOpen(bill)) because('notOpen');
		else if (row.cents !== bill.cents) {
			const difference = money(row.cents - bill.cents);
			because(row.cents < bill.cents ? 'less' : 'more', { difference });
		} else
			settle(bill, bill.txid && row.txid === bill.txid ? 'txid' : 'end-to-end', row.id, row.day);
	}

	// 4. By amount and document, or by amount, day and name: only where one fits one, and nothing else fits either.
	const fits = (row, bill) => {
		if (row.cents !== bill.cents || isBroken(bill)) return '';
		if (!bill.issued || row.day < bill.issued) return ''; // that of another month
		if (row.txid && bill.txid) return ''; // another charge
		if (isSame(row.document, bill.document)) return 'document';
		if (contradicts(row.document, bill.document)) return ''; // a namesake
		if (row.name === '' || row.name !== bill.name) return '';
		return bill.due && row.day <= later(bill.due, DAYS_LATE) ? 'name' : '';
	};
	// Of an invoice that somebody marked as paid by hand, this may be the payment.
	const isByHand = (bill) => isPaid(bill) && bill.paid.length === 0;
	const candidates = bills.filter((bill) => isOpen(bill) || isByHand(bill));
	// The bank wrote it anew: a payment that is gone, and one of its amount and payer that has come.
	const isAgain = (row) =>
		bills.some(
			(bill) =>
				isGone(bill) && bill.cents === row.cents && bill.paidOn === row.day && isOf(row, bill),
		);
	const fitting = new Map(free.map((row) => [row, candidates.filter((bill) => fits(row, bill))]));
	for (const row of free) {
		const list = fitting.get(row);
		const [bill] = list;
		const because = (what, values) => ask(`pix:${row.id}`, what, row, list, values);
		const count = free.filter((one) => fitting.get(one).some((two) => list.includes(two))).length;
		if (list.length > 1) because('several');
		else if (count > 1) because('severalPayments', { count });
		else if (bill && isByHand(bill)) because('byHand');
		else if (bill && waits.has(bill.number)) because('waits');
		else if (bill && isAgain(row)) because('twice');
		else if (bill) settle(bill, fits(row, bill), row.id, row.day);
	}

	// 5. Why the others fit nothing.
	for (const row of free.filter((one) => fitting.get(one).length === 0)) {
		const because = (what, list, values) => ask(`pix:${row.id}`, what, row, list, values);
		const isNamed = (bill) => row.name !== '' && row.name === bill.name;
		const isTheirs = (bill) => isOf(row, bill);
		const theirs = bills.filter((bill) => isOpen(bill) && isTheirs(bill));
		const equal = bills.filter((bill) => bill.cents === row.cents);
		const fit = equal.filter((bill) => isOpen(bill) && isTheirs(bill));
		const namesakes = equal.filter((bill) => isOpen(bill) && isNamed(bill));
		const settled = equal.filter((bill) => isPaid(bill) && isTheirs(bill));
		const others = equal.filter(isOpen);
		const sum = theirs.reduce((total, { cents }) => total + (cents ?? 0), 0);
		if (theirs.some(isBroken)) because('broken', theirs.filter(isBroken));
		else if (fit.some(({ txid }) => txid && row.txid)) because('otherId', fit);
		else if (fit.length > 0) because('days', fit);
		else if (namesakes.length > 0) because('namesake', namesakes);
		else if (settled.length > 0) because('twice', settled);
		else if (theirs.length > 1) because(sum === row.cents ? 'together' : 'otherAmounts', theirs);
		else if (theirs.length === 1) {
			const difference = money(row.cents - theirs[0].cents);
			because(row.cents < theirs[0].cents ? 'less' : 'more', theirs, { difference });
		} else if (others.length > 0) because('onlyAmount', others);
		else because('none', []);
	}

	// 6. A payment that has gone from the statement: the bank took it back, or Pluggy gave it another ID.
	for (const bill of bills.filter((one) => isGone(one) && !over.has(`gone:${one.number}`))) {
		const row = { day: bill.paidOn, cents: bill.cents, who: '', document: '' };
		ask(`gone:${bill.number}`, 'gone', row, [bill]);
	}

	// 7. Only what differs from what is there. The column `decision` is never written.
	for (const check of checks.filter(
		(one) => !isDone(one) && !isReturned(one) && !asked.has(one.key),
	)) {
		const isHere = !check.key.startsWith('pix:') || known.has(check.key.slice(4));
		if (isHere) asked.set(check.key, { ...check, reason: fill('solved'), state: 'done' });
	}
	const before = new Map(checks.map((check) => [check.key, check]));
	const differs = (row) =>
		COLUMNS.some((name) => text(row[name]) !== text(before.get(row.key)?.[name]));
	const paid = [...changed].map(({ written, status, paidOn, paid: ids, by }) => ({
		...{ invoice: written, status, paid_on: paidOn },
		...{ transaction_id: ids.join(', '), settled_by: by },
	}));
	const news = [...asked.values()].filter(differs).map((row) => ({
		key: row.key,
		...Object.fromEntries(COLUMNS.map((name) => [name, row[name]])),
	}));
	return [...paid, ...news];
}
