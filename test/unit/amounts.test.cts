import { sentAmounts, withSentAmounts } from '../../nodes/Pluggy/amounts';
import { catalog, findOperation } from '../../nodes/Pluggy/catalog';

/** The output row repeats the amount that was sent. */

const automatic = findOperation('automaticPix', 'createRequest')!;
const preauthorize = findOperation('smartTransfer', 'createPreauthorization')!;
const boleto = findOperation('boleto', 'issue')!;
const create = findOperation('paymentRequest', 'create')!;

test('amounts are found by their fields, a fine only if it is in reais', () => {
	const values = {
		amount: 10.5,
		fineValue: 2.5,
		fineType: 'FIXED',
		interestValue: 1,
		seuNumero: 1,
	};
	expect(sentAmounts(boleto, values)).toEqual({ amount: 10.5, fineValue: 2.5 });
	expect(sentAmounts(boleto, { ...values, fineType: 'PERCENTAGE' })).toEqual({ amount: 10.5 });
	expect(sentAmounts(create, {})).toEqual({});
});

test('a row gets what its answer does not repeat', () => {
	const values = { fixedAmount: 10.5, firstPaymentAmount: 1 };
	expect(withSentAmounts({ id: 'r' }, automatic, values)).toEqual({ id: 'r', ...values });
	const nested = { id: 'r', amount: null, firstPayment: { amount: 1 }, automaticPix: null };
	expect(withSentAmounts(nested, automatic, values)).toEqual({ ...nested, fixedAmount: 10.5 });
	const answer = { configuration: { transactionLimit: 5 } };
	expect(withSentAmounts(answer, preauthorize, { transactionLimit: 5 })).toBe(answer);
	expect(withSentAmounts({ amount: 9 }, create, { amount: 10.5 })).toEqual({ amount: 9 });
	expect(withSentAmounts({ amount: null }, create, { amount: 10.5 })).toEqual({ amount: 10.5 });
});

test('every field that reads money is known as one', () => {
	for (const { operations } of catalog) {
		for (const { fields } of operations) {
			for (const { money, property } of fields) {
				if (/amount$|transactionLimit$|valueForVariable/i.test(property.name))
					expect([property.name, money]).toEqual([property.name, true]);
			}
		}
	}
});
