import { choice, digits, inPath, onlyOrWithout, pixKey, taxNumber, text, updated } from '../fields';
import { referencePage, type ResourceEntry } from '../operation';
import { institutionId, recipientId } from '../pickers';
import { needs } from '../rules';
import { RECIPIENT_ACCOUNT_TYPES, RECIPIENT_TYPES } from './paymentChoices';

const page = (id: string) => referencePage('payment-recipient', id);

const TEXTS = {
	taxNumber: 'CPF or CNPJ of the owner of the account, with or without punctuation',
	name: 'Name of the owner of the account',
	branch: 'Branch of the account',
	number: 'Number of the account, with its check digit',
};

/** What only a recipient with a bank account has. */
const ofBankAccount = {
	in: 'body',
	required: true,
	when: { recipientType: ['bankAccount'] },
} as const;

export const paymentRecipient: ResourceEntry = {
	id: 'paymentRecipient',
	name: 'Payment Recipient',
	description: 'Accounts that get money',
	portuguese: 'recebedores, contas de destino',
	operations: [
		{
			id: 'create',
			name: 'Create',
			action: 'Create payment recipient',
			description: 'Register an account that gets money, by its number or by a PIX key',
			method: 'POST',
			path: '/payments/recipients',
			docs: page('payment-recipient-create'),
			fields: [
				choice('recipientType', 'Recipient Type', RECIPIENT_TYPES, {
					in: 'node',
					required: true,
					description: 'How the account is given',
				}),
				text('name', 'Name', { ...ofBankAccount, description: TEXTS.name }),
				taxNumber('taxNumber', 'Tax Number', {
					...ofBankAccount,
					description: TEXTS.taxNumber,
				}),
				institutionId({ ...ofBankAccount }, 'paymentInstitutionId'),
				digits('accountBranch', 'Account Branch', {
					...ofBankAccount,
					target: 'account.branch',
					placeholder: 'e.g. 0001',
					hint: 'Agência',
					description: TEXTS.branch,
				}),
				digits('accountNumber', 'Account Number', {
					...ofBankAccount,
					target: 'account.number',
					secret: true,
					placeholder: 'e.g. 123456',
					hint: 'Número da conta, com o dígito',
					description: TEXTS.number,
				}),
				choice('accountType', 'Account Type', RECIPIENT_ACCOUNT_TYPES, {
					...ofBankAccount,
					target: 'account.type',
					description: 'Kind of the account',
				}),
				pixKey('pixKey', 'PIX Key', {
					in: 'body',
					required: true,
					when: { recipientType: ['pixKey'] },
					placeholder: 'e.g. 12345678000190',
					description:
						'CPF, CNPJ, email, phone with +55, or random key; with or without punctuation',
				}),
			],
			safety: 'once',
			access: 'payments',
			note: 'With a PIX key only the key is sent. Pluggy’s SDKs do that; its document knows bank accounts only.',
			lookup:
				'Look for it with Payment Recipient: Get Many and the filter Tax Number or PIX Key, before you send it again.',
		},
		{
			id: 'delete',
			name: 'Delete',
			action: 'Delete payment recipient for good',
			description: 'Cannot be undone: deletes a recipient, so that no new payment can go there',
			loses: [
				'the recipient: no new payment can go to this account.',
				'o recebedor: nenhum novo pagamento pode ir para esta conta.',
			],
			method: 'DELETE',
			path: '/payments/recipients/{id}',
			docs: page('payment-recipient-delete'),
			fields: [recipientId(inPath)],
			safety: 'repeatable',
			access: 'payments',
			output: 'empty',
		},
		{
			id: 'get',
			name: 'Get',
			action: 'Get payment recipient',
			description: 'Retrieve a recipient',
			method: 'GET',
			path: '/payments/recipients/{id}',
			docs: page('payment-recipient-retrieve'),
			fields: [recipientId(inPath)],
		},
		{
			id: 'getMany',
			name: 'Get Many',
			action: 'Get many payment recipients',
			description: 'List many recipients',
			method: 'GET',
			path: '/payments/recipients',
			docs: page('payment-recipients-list'),
			fields: [
				onlyOrWithout('isDefault', 'Is Default', ['Only the Default', 'Without the Default'], {
					description: 'Only the default recipient, or only the others',
				}),
				text('name', 'Name', { description: 'Only recipients with this name' }),
				pixKey('pixKey', 'PIX Key', { description: 'Only the recipient with this PIX key' }),
				taxNumber('taxNumber', 'Tax Number', {
					description: 'Only recipients with this CPF or CNPJ',
				}),
			],
			paging: 'page',
			output: 'list',
		},
		{
			id: 'update',
			name: 'Update',
			action: 'Change where money of payment recipient goes',
			description: 'Changes where money goes: the account of a recipient or its owner',
			notice: {
				says: [
					'Changes where money goes: payments to this recipient go to the new account.',
					'Muda o destino do dinheiro: os pagamentos a este recebedor vão para a nova conta.',
				],
			},
			method: 'PATCH',
			path: '/payments/recipients/{id}',
			docs: page('payment-recipient-update'),
			fields: [
				recipientId(inPath),
				digits('accountBranch', 'Account Branch', {
					...updated,
					target: 'account.branch',
					description: `${TEXTS.branch}. Give number and type as well.`,
				}),
				digits('accountNumber', 'Account Number', {
					...updated,
					target: 'account.number',
					secret: true,
					description: `${TEXTS.number}. Give branch and type as well.`,
				}),
				choice('accountType', 'Account Type', RECIPIENT_ACCOUNT_TYPES, {
					...updated,
					target: 'account.type',
					description: 'Kind of the account. Give branch and number as well.',
				}),
				institutionId(
					{ ...updated, required: false, description: 'The bank of the account' },
					'paymentInstitutionId',
				),
				text('name', 'Name', { ...updated, description: TEXTS.name }),
				taxNumber('taxNumber', 'Tax Number', { ...updated, description: TEXTS.taxNumber }),
			],
			rules: [
				needs('accountBranch', 'accountNumber'),
				needs('accountNumber', 'accountType'),
				needs('accountType', 'accountBranch'),
			],
			safety: 'repeatable',
			access: 'payments',
		},
	],
};
