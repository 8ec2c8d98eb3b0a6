/** Invented shops: [text on the statement, name, category, MCC, least, most]. */

/** @typedef {readonly [string, string, string, string, number, number]} Shop */

/** @type {readonly Shop[]} */
export const DAILY_SHOPS = [
	['MERCADO SERRA AZUL', 'Mercado Serra Azul', '10000000', '5411', 25, 420],
	['SUPER VALE VERDE LJ 12', 'Super Vale Verde', '10000000', '5411', 40, 510],
	['HORTIFRUTI RIO MANSO', 'Hortifruti Rio Manso', '10000000', '5499', 18, 120],
	['PADARIA PEDRA LISA', 'Padaria Pedra Lisa', '11010000', '5462', 8, 48],
	['REST SABOR DA LAGOA', 'Restaurante Sabor da Lagoa', '11010000', '5812', 28, 160],
	['LANCHONETE DO TREVO', 'Lanchonete do Trevo', '11010000', '5814', 15, 62],
	['ENTREGAJA *PEDIDO', 'EntregaJá', '11020000', '5814', 32, 130],
	['CORRIDAPP *VIAGEM', 'CorridApp', '19010000', '4121', 9, 58],
	['POSTO ESTRADA NOVA', 'Posto Estrada Nova', '19050001', '5541', 80, 310],
	['PEDAGIO VIA SUL', 'Via Sul Pedágios', '19050003', '4784', 7, 24],
	['ESTAC CENTRO', 'Estacionamento Centro', '19050002', '7523', 8, 35],
	['DROGARIA BOA VIDA', 'Drogaria Boa Vida', '18020000', '5912', 14, 190],
	['PET BICHO FELIZ', 'Pet Bicho Feliz', '08030000', '5995', 30, 240],
	['LIVRARIA LAGOA CLARA', 'Livraria Lagoa Clara', '08060000', '5942', 28, 150],
	['CINE PRACA', 'Cine Praça', '07040003', '7832', 24, 96],
	['METRO RECARGA', 'Metrô Recarga', '19020000', '4111', 10, 60],
];

/** @type {readonly Shop[]} */
export const INSTALMENT_SHOPS = [
	['LOJA ELETRON CENTRAL', 'Eletrônicos Central', '08020000', '5732', 240, 1900],
	['MODA IPE SHOP', 'Moda Ipê', '08040000', '5651', 90, 420],
	['CASA & JARDIM JATOBA', 'Casa Jatobá', '17030000', '5712', 120, 980],
	['VIAJE BEM TURISMO', 'Viaje Bem Turismo', '12020000', '4722', 260, 1700],
	['OTICA VISTA CLARA', 'Ótica Vista Clara', '18030000', '8043', 150, 690],
	['ESPORTES CAMPO MANSO', 'Esportes Campo Manso', '08070000', '5941', 80, 520],
	['MERCADAO ONLINE *COMPRA', 'Mercadão Online', '08010000', '5999', 60, 640],
	['AUTO CENTER IMBUIA', 'Auto Center Imbuia', '19050005', '7538', 160, 880],
];

/** Same day and price every month: [text, name, category, MCC, price, day of month]. */
export const SUBSCRIPTIONS = /** @type {const} */ ([
	['CINEFLUX ASSINATURA', 'CineFlux', '09020000', '4899', 44.9, 7],
	['MELODIA PREMIUM', 'Melodia', '09030000', '5815', 21.9, 11],
	['ACADEMIA CORPO EM DIA', 'Academia Corpo em Dia', '07030001', '7997', 119.9, 15],
	['NUVEMDISCO 200GB', 'NuvemDisco', '09000000', '5734', 14.9, 22],
]);

/** Paid in dollars. @type {readonly Shop[]} */
export const FOREIGN_SHOPS = [
	['CLOUDHARBOR.EXAMPLE', 'Cloudharbor', '09000000', '7372', 5, 80],
	['GADGETS OVERSEAS', 'Gadgets Overseas', '08010000', '5732', 15, 220],
	['GAMEFORGE STORE', 'Gameforge Store', '09010000', '5816', 4, 60],
];

/** Monthly slips: [text, category, least, most, day of month]. */
export const MONTHLY_BOLETOS = /** @type {const} */ ([
	['CONDOMINIO ED ANGICO', '17000000', 640, 690, 8],
	['ENERGIA ELETRICA', '17020002', 140, 330, 12],
	['AGUA E ESGOTO', '17020001', 70, 130, 14],
	['INTERNET FIBRA', '07010001', 119.9, 119.9, 16],
	['PLANO DE SAUDE', '20030000', 480, 480, 18],
	['ESCOLA LAGOA CLARA', '07020003', 890, 890, 6],
]);
