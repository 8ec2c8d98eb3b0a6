/** Banks and payment institutions that can hold a receiver's account: ISPB and COMPE are public facts. */
import { uuidOf } from './random.mjs';

const ROWS = [
	['00000000', '001', 'Banco do Brasil S.A.', 'BCO DO BRASIL S.A.'],
	['90400888', '033', 'Banco Santander (Brasil) S.A.', 'BCO SANTANDER (BRASIL) S.A.'],
	['92702067', '041', 'Banco do Estado do Rio Grande do Sul S.A.', 'BCO DO ESTADO DO RS S.A.'],
	['00416968', '077', 'Banco Inter S.A.', 'BANCO INTER'],
	['00360305', '104', 'Caixa Econômica Federal', 'CAIXA ECONOMICA FEDERAL'],
	['16501555', '197', 'Stone Instituição de Pagamento S.A.', 'STONE IP S.A.'],
	['30306294', '208', 'Banco BTG Pactual S.A.', 'BANCO BTG PACTUAL S.A.'],
	['92894922', '212', 'Banco Original S.A.', 'BANCO ORIGINAL'],
	['60746948', '237', 'Banco Bradesco S.A.', 'BCO BRADESCO S.A.'],
	['18236120', '260', 'Nu Pagamentos S.A.', 'NU PAGAMENTOS - IP'],
	['08561701', '290', 'PagSeguro Internet S.A.', 'PAGSEGURO INTERNET IP S.A.'],
	['10573521', '323', 'Mercado Pago Instituição de Pagamento Ltda.', 'MERCADO PAGO IP LTDA.'],
	['31872495', '336', 'Banco C6 S.A.', 'BCO C6 S.A.'],
	['60701190', '341', 'Itaú Unibanco S.A.', 'ITAÚ UNIBANCO S.A.'],
	['33264668', '348', 'Banco XP S.A.', 'BCO XP S.A.'],
	['22896431', '380', 'PicPay Instituição de Pagamento S.A.', 'PICPAY'],
	['37880206', '403', 'Cora Sociedade de Crédito Direto S.A.', 'CORA SCD S.A.'],
	['58160789', '422', 'Banco Safra S.A.', 'BCO SAFRA S.A.'],
	['20855875', '536', 'Neon Pagamentos S.A.', 'NEON PAGAMENTOS S.A. IP'],
	['59588111', '655', 'Banco Votorantim S.A.', 'BCO VOTORANTIM S.A.'],
	['01181521', '748', 'Banco Cooperativo Sicredi S.A.', 'BCO COOPERATIVO SICREDI S.A.'],
	['02038232', '756', 'Banco Cooperativo Sicoob S.A.', 'BANCO SICOOB S.A.'],
];

export const INSTITUTIONS = ROWS.map(([ispb, compe, name, tradeName]) => ({
	id: uuidOf('institution', ispb),
	name,
	tradeName,
	ispb,
	compe,
	createdAt: '2023-12-08T11:44:20.234Z',
	updatedAt: '2023-12-08T11:44:20.234Z',
}));

export const institutionById = new Map(INSTITUTIONS.map((one) => [one.id, one]));
