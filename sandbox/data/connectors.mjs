/** About thirty connectors: Pluggy's sandbox ones, MeuPluggy and a dozen that look like real banks. */

import { uuidOf } from './random.mjs';

const IMAGES = 'https://cdn.pluggy.ai/assets/connector-icons';

const USER = {
	name: 'user',
	label: 'Usuário',
	type: 'text',
	placeholder: 'user-ok',
	assistiveText: 'Use um dos usuários do sandbox, por exemplo user-ok',
	validation: '^user-.{2,50}$',
	validationMessage: 'O usuário deve começar com user-',
	optional: false,
};
const PASSWORD = {
	name: 'password',
	label: 'Senha',
	type: 'password',
	placeholder: 'password-ok',
	validation: '^.{6,50}$',
	validationMessage: 'A senha deve ter pelo menos 6 dígitos.',
	optional: false,
};
const TOKEN = {
	name: 'token',
	label: 'Token',
	type: 'number',
	placeholder: '123456',
	assistiveText: 'Token de 6 dígitos: 123456',
	validation: '^\\d{6}$',
	validationMessage: 'O token deve ter 6 dígitos.',
	mfa: true,
	optional: false,
};
const CPF = {
	name: 'cpf',
	label: 'CPF',
	type: 'number',
	placeholder: '761.092.776-73',
	validation: '^\\d{3}\\.?\\d{3}\\.?\\d{3}-?\\d{2}$',
	validationMessage: 'CPF deve ter 11 números.',
	optional: false,
};
const OPTIONAL_CNPJ = {
	name: 'cnpj',
	label: 'CNPJ',
	type: 'text',
	placeholder: '',
	// Since 2026 a CNPJ may hold letters in its first twelve places.
	validation: '^[0-9A-Za-z]{2}\\.?[0-9A-Za-z]{3}\\.?[0-9A-Za-z]{3}/?[0-9A-Za-z]{4}-?\\d{2}$',
	validationMessage: 'CNPJ deve ter 14 caracteres.',
	optional: true,
};
const COOPERATIVE = {
	name: 'cooperative',
	label: 'Cooperativa',
	type: 'select',
	options: [
		{ value: '0101', label: 'Cooperativa Serra Azul' },
		{ value: '0202', label: 'Cooperativa Vale Verde' },
	],
	optional: false,
};
const CERTIFICATE = {
	name: 'certificate',
	label: 'Certificado digital (base64)',
	type: 'text',
	validation: '^.{4,}$',
	validationMessage: 'Envie o certificado em base64.',
	optional: false,
};

const DATA = ['ACCOUNTS', 'CREDIT_CARDS', 'TRANSACTIONS', 'PAYMENT_DATA', 'IDENTITY'];
const INVESTMENTS = ['INVESTMENTS', 'INVESTMENTS_TRANSACTIONS'];
const EVERYTHING = [...DATA, ...INVESTMENTS, 'BROKERAGE_NOTE', 'LOANS'];

/** @param {number} id @param {string} name @param {Record<string, any>} [more] */
const connector = (id, name, more = {}) => ({
	id,
	name,
	primaryColor: 'ef294b',
	institutionUrl: 'https://www.pluggy.ai',
	country: 'BR',
	type: 'PERSONAL_BANK',
	credentials: [USER, PASSWORD],
	imageUrl: `${IMAGES}/${id}.svg`,
	hasMFA: false,
	oauth: false,
	oauthUrl: null,
	resetPasswordUrl: null,
	health: /** @type {Health} */ ({ status: 'ONLINE', stage: null }),
	products: DATA,
	productCoverage: [],
	createdAt: '2023-09-01T18:05:09.145Z',
	updatedAt: '2026-10-05T13:33:44.296Z',
	isSandbox: false,
	isOpenFinance: false,
	supportsPaymentInitiation: false,
	supportsScheduledPayments: false,
	supportsSmartTransfers: false,
	supportsBoletoManagement: false,
	supportsAutomaticPix: false,
	...more,
});

/** @param {number} id @param {string} name @param {Record<string, any>} [more] */
const sandbox = (id, name, more = {}) =>
	connector(id, name, {
		isSandbox: true,
		imageUrl: `${IMAGES}/sandbox.svg`,
		products: EVERYTHING,
		...more,
	});

/** @param {number} id @param {string} name @param {string} url @param {string} color */
const openFinance = (id, name, url, color, more = {}) =>
	connector(id, name, {
		institutionUrl: url,
		primaryColor: color,
		credentials: [CPF],
		oauth: true,
		oauthUrl: `${url}/open-finance`,
		isOpenFinance: true,
		products: [...DATA, ...INVESTMENTS, 'LOANS'],
		productCoverage: ['INVESTMENTS:TREASURE_TITLES', 'INVESTMENTS:FIXED_INCOME'],
		supportsPaymentInitiation: true,
		supportsScheduledPayments: true,
		supportsSmartTransfers: true,
		supportsAutomaticPix: true,
		...more,
	});

/** What Pluggy knows of a bank in trouble. @param {number} id of the connector @param {string} status */
const incidentOf = (id, status, since = '2026-11-20T09:00:00.000Z') => ({
	id: uuidOf('incident', id, status),
	title: status === 'OFFLINE' ? 'Conexões indisponíveis' : 'Conexões instáveis',
	description: 'A instituição está com falhas ao compartilhar dados.',
	type: 'personal',
	product: 'dados',
	kind: 'INCIDENT',
	severity: status === 'OFFLINE' ? 'MAJOR_OUTAGE' : 'DEGRADED',
	state: 'IDENTIFIED',
	startedAt: since,
	updatedAt: since,
	url: `https://status.pluggy.ai/incidents/${uuidOf('incident', id, status)}`,
});

/** @typedef {{ status: string, stage: string | null, incidents?: object[] }} Health */

/**
 * Incidents are there only while there is one.
 * @param {number} id
 * @param {string} status
 * @returns {Health}
 */
export const healthOf = (
	id,
	status,
	stage = /** @type {string | null} */ (null),
	since = /** @type {string | undefined} */ (undefined),
) =>
	status === 'ONLINE'
		? { status, stage }
		: { status, stage, incidents: [incidentOf(id, status, since)] };

const BUSINESS = { type: 'BUSINESS_BANK' };
const ONE_STEP = { credentials: [USER, PASSWORD, TOKEN], hasMFA: true };
const TWO_STEP = { hasMFA: true };

export const CONNECTORS = [
	sandbox(0, 'Pluggy Bank'),
	sandbox(1, 'Pluggy Bank MFA One Step', ONE_STEP),
	sandbox(2, 'Pluggy Bank BR'),
	sandbox(3, 'Pluggy Bank MFA Two Steps', TWO_STEP),
	sandbox(4, 'Pluggy Bank BR MFA One Step', ONE_STEP),
	sandbox(5, 'Pluggy Bank BR MFA Two Steps', TWO_STEP),
	sandbox(8, 'Pluggy Bank BR Business', { ...BUSINESS, supportsBoletoManagement: true }),
	sandbox(9, 'Pluggy Bank BR Multi Account MFA', TWO_STEP),
	sandbox(10, 'Pluggy Bank BR Business MFA Two Steps', { ...BUSINESS, ...TWO_STEP }),
	sandbox(11, 'Pluggy Bank BR Business Certificate', {
		...BUSINESS,
		credentials: [USER, PASSWORD, CERTIFICATE],
	}),
	sandbox(12, 'Pluggy Bank BR Cooperativa', { credentials: [COOPERATIVE, USER, PASSWORD] }),
	sandbox(13, 'Pluggy Bank BR Business Cooperativa', {
		...BUSINESS,
		credentials: [COOPERATIVE, USER, PASSWORD],
	}),
	sandbox(16, 'Pluggy Broker', { type: 'INVESTMENT' }),
	sandbox(17, 'Pluggy Broker MFA One Step', { type: 'INVESTMENT', ...ONE_STEP }),
	sandbox(18, 'Pluggy Broker MFA Two Steps', { type: 'INVESTMENT', ...TWO_STEP }),
	sandbox(19, 'Pluggy Bank BR QR', { credentials: [] }),
	connector(200, 'MeuPluggy', {
		institutionUrl: 'https://meu.pluggy.ai/',
		imageUrl: `${IMAGES}/sandbox.svg`,
		credentials: [],
		oauth: true,
		oauthUrl: 'https://meu.pluggy.ai/authorize',
		products: [...DATA, ...INVESTMENTS, 'BROKERAGE_NOTE'],
	}),
	connector(201, 'Itaú', {
		institutionUrl: 'https://www.itau.com.br',
		primaryColor: 'EC7000',
		credentials: [
			{ ...CPF, placeholder: '' },
			{ ...PASSWORD, placeholder: '' },
		],
		health: healthOf(201, 'UNSTABLE'),
	}),
	connector(211, 'Banco do Brasil', {
		institutionUrl: 'https://www.bb.com.br',
		primaryColor: 'FAE128',
		credentials: [
			{
				name: 'account',
				label: 'Agência e conta',
				type: 'text',
				placeholder: '1234-5 12345-6',
				validation: '^[\\d -]{8,16}$',
				validationMessage: 'Informe agência e conta.',
				optional: false,
			},
			{ ...PASSWORD, placeholder: '' },
		],
	}),
	connector(212, 'Nubank', {
		institutionUrl: 'https://nubank.com.br',
		primaryColor: '820AD1',
		credentials: [
			{ ...CPF, placeholder: '' },
			{ ...PASSWORD, placeholder: '' },
		],
		health: healthOf(212, 'OFFLINE', 'BETA'),
	}),
	connector(225, 'Inter Empresas', {
		...BUSINESS,
		institutionUrl: 'https://www.bancointer.com.br/empresas',
		primaryColor: 'FF7A00',
		credentials: [
			{ ...OPTIONAL_CNPJ, optional: false },
			{ ...PASSWORD, label: 'Client secret', placeholder: '' },
		],
		supportsBoletoManagement: true,
	}),
	sandbox(500, 'Pluggy Test Connector', { health: healthOf(500, 'UNSTABLE', 'BETA') }),
	openFinance(600, 'Mock Bank Open Finance', 'https://mockbank.pluggy.ai', 'ef294b', {
		isSandbox: true,
		imageUrl: `${IMAGES}/sandbox.svg`,
		credentials: [CPF, OPTIONAL_CNPJ],
	}),
	openFinance(601, 'Itaú', 'https://www.itau.com.br', 'EC7000', { supportsBoletoManagement: true }),
	openFinance(603, 'Bradesco', 'https://banco.bradesco', 'CC092F'),
	openFinance(608, 'Santander', 'https://www.santander.com.br', 'EC0000'),
	openFinance(611, 'Banco do Brasil', 'https://www.bb.com.br', 'FAE128'),
	openFinance(612, 'Nubank', 'https://nubank.com.br', '820AD1', { supportsAutomaticPix: false }),
	openFinance(626, 'C6 Bank', 'https://www.c6bank.com.br', '242424', {
		supportsSmartTransfers: false,
	}),
	openFinance(823, 'Inter', 'https://www.bancointer.com.br', 'FF7A00'),
];

export const connectorById = new Map(CONNECTORS.map((one) => [one.id, one]));

/** Connection details of the last six hours: made up, but always the same. */
export const withHealthDetails = (/** @type {ReturnType<typeof connector>} */ one) => ({
	...one,
	health: {
		...one.health,
		details: {
			connectionRateLast6Hours: { ONLINE: 98.5, UNSTABLE: 61.2, OFFLINE: 0 }[one.health.status],
			connectionsLast6Hours: 40 + (one.id % 17),
		},
	},
});

/**
 * Pluggy's parameter errors: code 001 = missing, 002 = does not match.
 * @param {{ credentials: any[] }} one
 * @param {Record<string, unknown>} parameters
 */
export function parameterErrors(one, parameters) {
	const errors = [];
	for (const { name, optional, validation, validationMessage, options } of one.credentials) {
		const value = parameters[name];
		if (value === undefined || value === null || value === '') {
			if (!optional) {
				errors.push({ code: '001', message: `${name} parameter is required`, parameter: name });
			}
		} else if (
			typeof value !== 'string' ||
			(validation && !new RegExp(validation).test(value)) ||
			(options && !options.some((/** @type {any} */ option) => option.value === value))
		) {
			const message = validationMessage ?? `${name} parameter is not valid`;
			errors.push({ code: '002', message, parameter: name });
		}
	}
	return errors;
}
