/** Invented people and companies with documents whose check digits are right. */
import { completeCnpj, completeCpf } from './documents.mjs';
import { createRandom } from './random.mjs';

const FIRST =
	'Aline Bento Caio Dalva Edson Flora Gil Heloá Iara Jonas Kauã Lídia Mirela Nadir Otto Pérola Quirino Raíra Selma Tadeu Ubirajara Valquíria Wilma Yara Zuleica'.split(
		' ',
	);
const MIDDLE = 'Aroeira Brejo Cajuí Dourado Embaúba Figueira Guariroba Ipê Jatobá Lobeira'.split(
	' ',
);
const LAST =
	'Angico Buriti Capixaba Dendê Estrela Faveiro Gameleira Imbuia Jacarandá Louro Mangaba Oiticica Pequi Sucupira Umbu'.split(
		' ',
	);
const TRADE =
	'Padaria Mercado Oficina Clínica Papelaria Construtora Floricultura Gráfica Escola Ateliê'.split(
		' ',
	);
const PLACE = ['Serra Azul', 'Vale Verde', 'Pedra Lisa', 'Rio Manso', 'Campo Manso', 'Lagoa Clara'];

/** COMPE code and ISPB of banks. */
export const BANKS = [
	['001', '00000000'],
	['033', '90400888'],
	['077', '00416968'],
	['104', '00360305'],
	['237', '60746948'],
	['260', '18236120'],
	['336', '31872495'],
	['341', '60701190'],
];

/** @param {import('./random.mjs').Random} random */
export function makeCpf(random) {
	const d = completeCpf(random.digits(9));
	return `${d.slice(0, 3)}.${d.slice(3, 6)}.${d.slice(6, 9)}-${d.slice(9)}`;
}

/** @param {import('./random.mjs').Random} random */
export function makeCnpj(random) {
	const d = completeCnpj(`${random.digits(8)}0001`);
	return `${d.slice(0, 2)}.${d.slice(2, 5)}.${d.slice(5, 8)}/${d.slice(8, 12)}-${d.slice(12)}`;
}

/** A participant of a payment. @param {import('./random.mjs').Random} random @param {boolean} isCompany */
export function makeParticipant(random, isCompany) {
	const [routingNumber, routingNumberISPB] = random.pick(BANKS);
	const name = isCompany
		? `${random.pick(TRADE)} ${random.pick(PLACE)} Ltda`
		: `${random.pick(FIRST)} ${random.pick(MIDDLE)} ${random.pick(LAST)}`;
	return {
		name,
		documentNumber: isCompany
			? { type: 'CNPJ', value: makeCnpj(random) }
			: { type: 'CPF', value: makeCpf(random) },
		accountNumber: `${random.digits(6)}-${random.digits(1)}`,
		branchNumber: random.digits(4),
		routingNumber,
		routingNumberISPB,
	};
}

/** @typedef {ReturnType<typeof makeParticipant>} Participant */

/** The neighbours of one item's owner. @param {string | number} seed */
export function makeNeighbours(seed) {
	const random = createRandom(seed, 'neighbours');
	return {
		people: Array.from({ length: 40 }, () => makeParticipant(random, false)),
		companies: Array.from({ length: 30 }, () => makeParticipant(random, true)),
		employer: makeParticipant(random, true),
		landlord: makeParticipant(random, false),
	};
}

const mod10 = (/** @type {string} */ digits) => {
	let sum = 0;
	for (let i = digits.length - 1, weight = 2; i >= 0; i--, weight = 3 - weight) {
		const product = Number(digits[i]) * weight;
		sum += product > 9 ? product - 9 : product;
	}
	return (10 - (sum % 10)) % 10;
};

/**
 * Barcode (44 digits) and typed line (47) of a bank slip, with right check digits.
 * @param {import('./random.mjs').Random} random
 * @param {string} bank COMPE code
 * @param {number} amount
 * @param {number} dueDay days since 1970
 */
export function makeBoleto(random, bank, amount, dueDay) {
	// The due date counts days from 1997-10-07 and started again at 1000 on 2025-02-22.
	const factor = String(((dueDay - 10_141 - 1000) % 9000) + 1000).padStart(4, '0');
	const value = String(Math.round(amount * 100)).padStart(10, '0');
	const free = random.digits(25);
	const rest = `${bank}9${factor}${value}${free}`;
	let sum = 0;
	for (let i = rest.length - 1, weight = 2; i >= 0; i--, weight = weight === 9 ? 2 : weight + 1) {
		sum += Number(rest[i]) * weight;
	}
	const remainder = 11 - (sum % 11);
	const check = remainder === 0 || remainder > 9 ? 1 : remainder;
	const fields = [`${bank}9${free.slice(0, 5)}`, free.slice(5, 15), free.slice(15)];
	const [a, b, c] = fields.map((field) => `${field}${mod10(field)}`);
	return {
		barcode: `${bank}9${check}${factor}${value}${free}`,
		digitableLine: `${a.slice(0, 5)}.${a.slice(5)} ${b.slice(0, 5)}.${b.slice(5)} ${c.slice(0, 5)}.${c.slice(5)} ${check} ${factor}${value}`,
	};
}
