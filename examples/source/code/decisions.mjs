/**
 * What a person wrote into the column `decision` of reconcile-pix: invoice numbers (this PIX settles them), "ignore", or, where
 * money went back, "reopen". In n8n it stands in the Code node, between reading.mjs and reconcile.mjs.
 */
import { dayOf, text } from './reading.mjs';

/**
 * @param {Row} check that was decided and is not done yet
 * @param {Row} state see reconcile.mjs: bills, known, over, waits, ask, asked, fill, settle, reopen
 */
export function decide(check, { bills, known, over, waits, ask, asked, fill, settle, reopen }) {
	const decision = text(check.decision);
	const [kind, id] = check.key.split(/:(.*)/);
	const done = (reason) => asked.set(check.key, { ...check, reason, state: 'done' });
	const billsOf = (list) => {
		const wanted = text(list).split(/[,;]+/).map(text).filter(Boolean);
		const found = wanted.flatMap((one) => bills.filter(({ number }) => number === one));
		return found.length > 0 && found.length === wanted.length ? found : [];
	};
	over.add(check.key);

	if (/^(ignore|ignorar)$/i.test(decision)) return done(fill('ignored'));

	const back = /^(?:reopen|reabrir)\b(.*)$/i.exec(decision);
	if (back && kind !== 'pix') {
		const found = billsOf(back[1] || check.invoices).filter(
			({ status }) => status === 'paid' || status === 'open',
		);
		if (found.length === 1) {
			const [bill] = found;
			// The payment has had its turn: it settles nothing any more.
			for (const payment of bill.paid) {
				const gone = { day: bill.paidOn, cents: bill.cents, who: '', document: '' };
				ask(`pix:${payment}`, 'returned', known.get(payment) ?? gone, found);
				asked.get(`pix:${payment}`).state = 'done';
				over.add(`pix:${payment}`);
			}
			// Open already: an earlier run broke off behind it, and what came back is still to be told apart.
			if (bill.status === 'paid') reopen(bill);
			else over.delete(check.key);
			return done(fill('reopened', { invoices: bill.number }));
		}
	}
	if (!back && kind === 'pix') {
		const found = billsOf(decision);
		// What a person settled may get a second payment: people pay in parts.
		const mayBePaid = ({ status, by, paid }) =>
			status === 'open' || (status === 'paid' && (by === 'person' || paid.length === 0));
		if (found.length > 0 && found.every(mayBePaid)) {
			for (const bill of found) settle(bill, 'person', id, dayOf(check.date));
			return done(fill('decided', { invoices: found.map(({ number }) => number).join(', ') }));
		}
	}
	for (const number of text(check.invoices).split(', ')) waits.add(number);
	asked.set(check.key, { ...check, reason: fill('unclear', { decision }) });
}
