import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';
import { textWithoutDocuments } from './hideDocuments';

/** What the lists of the pickers show, and what finds an entry: pure functions. */

/** What is shown, and more words that find it. */
export interface Entry extends INodeListSearchItems {
	words?: string;
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** A title is saved in the workflow, for whoever opens it; some people write a CPF into a name. */
const shown = ({ name, value, description }: Entry): INodeListSearchItems => ({
	name: textWithoutDocuments(name),
	value,
	...(description === undefined ? {} : { description: textWithoutDocuments(description) }),
});

/** Entries in which each word of the filter stands somewhere; accents and case do not count. */
export function matching(entries: readonly Entry[], filter: string): INodeListSearchItems[] {
	const wanted = plain(filter)
		.split(/\s+/)
		.filter((word) => word !== '' && word !== '·');
	return entries
		.filter(({ name, value, description = '', words = '' }) => {
			const text = plain(`${name} ${String(value)} ${description} ${words}`);
			return wanted.every((word) => text.includes(word));
		})
		.map(shown);
}

export const inOrder = (entries: readonly Entry[]) =>
	[...entries].sort((a, b) => a.name.localeCompare(b.name, 'pt'));

/** What Brazilians call what Pluggy has English names for. */
const PORTUGUESE: Readonly<Record<string, string>> = {
	BANK: 'conta bancária',
	CREDIT: 'cartão de crédito',
	CHECKING_ACCOUNT: 'conta corrente',
	SAVINGS_ACCOUNT: 'conta poupança',
	GUARANTEED_ACCOUNT: 'conta garantida',
	CREDIT_CARD: 'cartão de crédito',
	PERSONAL_BANK: 'banco pessoal pessoa física',
	BUSINESS_BANK: 'banco empresarial empresa pessoa jurídica',
	INVESTMENT: 'corretora investimentos',
	DIGITAL_ECONOMY: 'economia digital',
	PAYMENT_ACCOUNT: 'conta de pagamento',
	INDIVIDUAL: 'pessoa física',
	BUSINESS: 'pessoa jurídica empresa',
};

const inPortuguese = (...names: unknown[]) =>
	names.map((name) => PORTUGUESE[String(name)] ?? '').join(' ');

const joined = (parts: readonly unknown[]) =>
	parts.filter((part) => part !== undefined && part !== null && part !== '').join(' · ');

const nameOf = (value: unknown, member = 'name') =>
	(value as IDataObject | null | undefined)?.[member];

export function itemEntry({ id, status, connector, clientUserId }: IDataObject): Entry {
	const bank = nameOf(connector);
	return {
		// The name is saved in the workflow, where a status would be that of long ago.
		name: joined([bank ?? 'Item', clientUserId, ...(bank === undefined ? [status] : [])]),
		value: String(id),
		description: joined([...(bank === undefined ? [] : [status]), id]),
	};
}

export function accountEntry(item: IDataObject, account: IDataObject): Entry {
	const { id, name, number, type, subtype } = account;
	return {
		name: joined([
			nameOf(item.connector) ?? 'Item',
			[name, number].filter(Boolean).join(' ') || String(id),
		]),
		value: String(id),
		description: type === 'CREDIT' ? 'Credit card' : 'Bank account',
		words: inPortuguese(type, subtype),
	};
}

export function connectorEntry(row: IDataObject): Entry {
	const { id, name, type, isSandbox, isOpenFinance } = row;
	return {
		name: joined([
			String(name),
			isOpenFinance === true ? 'Open Finance' : String(type).toLowerCase().replace(/_/g, ' '),
			isSandbox === true ? 'sandbox' : '',
		]),
		value: String(id),
		description: `Connector ${String(id)}`,
		words: inPortuguese(type),
	};
}

const categoryName = ({ descriptionTranslated, description }: IDataObject) =>
	String(descriptionTranslated ?? description);

/** `parentDescription` is English only: the Portuguese name of a parent is in its own row. */
export function categoryEntry(row: IDataObject, _: number, all: readonly IDataObject[]): Entry {
	const parent = all.find(({ id }) => id === row.parentId);
	const above = parent === undefined ? row.parentDescription : categoryName(parent);
	return {
		name: joined([above, categoryName(row)]),
		value: String(row.id),
		description: joined([row.parentDescription, row.description]),
	};
}

/** Not their CPF or CNPJ: a list is seen by whoever opens the workflow. */
export function customerEntry({ id, name, type }: IDataObject): Entry {
	const kind = type === 'BUSINESS' ? 'BUSINESS' : 'INDIVIDUAL';
	return {
		name: joined([String(name), kind.toLowerCase()]),
		value: String(id),
		words: inPortuguese(kind),
	};
}

export function recipientEntry(row: IDataObject): Entry {
	const { id, name, paymentInstitution, account, isDefault } = row;
	return {
		name: joined([
			name,
			nameOf(paymentInstitution, 'tradeName'),
			isDefault === true ? 'default' : '',
		]),
		value: String(id),
		words: [
			nameOf(paymentInstitution),
			nameOf(paymentInstitution, 'compe'),
			inPortuguese(nameOf(account, 'type')),
			isDefault === true ? 'padrão' : '',
		].join(' '),
	};
}

export const institutionEntry = ({ id, name, tradeName, compe, ispb }: IDataObject): Entry => ({
	name: joined([tradeName ?? name, compe]),
	value: String(id),
	description: String(name),
	words: String(ispb ?? ''),
});
