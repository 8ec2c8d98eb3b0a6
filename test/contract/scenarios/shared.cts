import { byId, type Memory } from '../scenario.cjs';

/** What the scenarios of several resources use. */

export const all = { returnAll: true, simplify: false };
export const item = (memory: Memory) => ({ itemId: byId(memory.id('item')) });
export const account = (type: 'BANK' | 'CREDIT') => (memory: Memory) => ({
	accountId: byId(memory.id('accounts', { type })),
});

export const LOGIN = '{"user": "user-ok", "password": "password-ok"}';
export const CPF_LOGIN = '{"cpf": "761.092.776-73"}';
export const HOOK = 'https://n8n.example.com/webhook/contract';
export const BANK = 2;
export const CPF = '761.092.776-73';
export const MOCK_BANK = 600;

/** Where a payer comes back to. */
export const back = {
	callbackUrlSuccess: 'https://app.example.com/thanks',
	callbackUrlPending: 'https://app.example.com/pending',
	callbackUrlError: 'https://app.example.com/sorry',
};

export const recipient = (memory: Memory) => ({ recipientId: byId(memory.id('recipient')) });
export const request = (name: string) => (memory: Memory) => ({
	paymentRequestId: memory.id(name),
});
