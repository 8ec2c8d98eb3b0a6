/** One OFX file for each account of last month, for the accountant. */
import {
	accounts,
	byId,
	connections,
	everyMonth,
	node,
	pluggy,
	set,
} from '../../scripts/examples/nodes.mjs';
import { drive, email } from '../../scripts/examples/services.mjs';
import { say } from '../../scripts/examples/texts.mjs';

const SETTINGS = "$('@settings').first().json";
const MONTH = `DateTime.fromISO(${SETTINGS}.month)`;

/** @param {string} text @param {string} rows @param {string} leftOut */
const mailText = (text, rows, leftOut) =>
	`=${text}\n{{ $('@files').all().map(({ json }) => json.fileName + ': ' + json.transactions + ' ${rows}' + (json.leftOut ? ', ' + json.leftOut + ' ${leftOut}' : '')).join('\\n') }}`;

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say('OFX for the accountant', 'OFX para o contador'),
	summary: say(
		'On the 1st, one OFX file of last month for each account and card, to Google Drive or by e-mail',
		'No dia 1º, um arquivo OFX do mês passado por conta e cartão, para o Google Drive ou por e-mail',
	),
	about: say(
		`## OFX for the accountant
**You need:** a Pluggy credential with your (or your client's) item IDs in **Item IDs**, and Google Drive or Gmail.
**What happens:** on the 1st of each month, one OFX file of last month for each account and card. The files are in **OFX Files**, ready to download.
**To send them:** switch on **Google Drive** (one file each) or **Gmail** (one message with all of them), give it its credential and the folder or receiver.
**Mind:** on the 1st the last rows of a bank may still be pending. They are in the files, and may change. For only final rows of accounts, take the 5th and remove the option **Include Pending** (off, it would leave out what is on the open bill of a card, too).
**To change:** another month, such as 2026-02, in **Settings**.`,
		`## OFX para o contador
**Você precisa de:** uma credencial Pluggy com os item IDs das conexões (suas ou do seu cliente) em **Item IDs** e do Google Drive ou do Gmail.
**O que acontece:** todo dia 1º, um arquivo OFX do mês passado para cada conta e cada cartão. Os arquivos ficam no nó **Arquivos OFX**, prontos para baixar.
**Para enviar:** ative o **Google Drive** (um arquivo por vez) ou o **Gmail** (uma mensagem com todos) e informe a credencial e a pasta ou o destinatário.
**Atenção:** no dia 1º, as últimas transações do banco podem estar pendentes. Elas vão no arquivo e ainda podem mudar. Para levar só o definitivo das contas, use o dia 5 e remova a opção **Include Pending** (desligada, ela tiraria também o que está na fatura aberta do cartão).
**Para mudar:** outro mês, como 2026-02, em **Ajustes**.`,
	),
	nodes: {
		start: everyMonth(say('On the 1st', 'Todo dia 1º'), 1, 7),
		settings: set(say('Settings', 'Ajustes'), {
			month: "={{ $now.startOf('month').minus({ months: 1 }).toFormat('yyyy-MM') }}",
		}),
		items: connections(),
		accounts: accounts(),
		files: pluggy(say('OFX Files', 'Arquivos OFX'), 'transaction', 'exportOfx', {
			accountId: byId('={{ $json.id }}'),
			filters: {
				dateFrom: `={{ ${MONTH}.toISODate() }}`,
				dateTo: `={{ ${MONTH}.endOf('month').toISODate() }}`,
			},
			options: { includePending: true },
		}),
		drive: drive(say('Google Drive', 'Google Drive')),
		together: node(say('All Together', 'Todos juntos'), 'aggregate', 1, {
			...{ aggregate: 'aggregateAllItemData', destinationFieldName: 'files', include: 'allFields' },
			options: { includeBinaries: true },
		}),
		email: email(
			say('Gmail', 'Gmail'),
			say(`=OFX {{ ${SETTINGS}.month }}`, `=OFX {{ ${SETTINGS}.month }}`),
			say(
				mailText('The OFX files are attached:', 'transactions', 'left out'),
				mailText('Os arquivos OFX vão em anexo:', 'transações', 'fora do arquivo'),
			),
			{ attachments: "={{ Object.keys($binary).join(',') }}" },
		),
	},
	rows: [
		['start', 'settings', 'items', 'accounts', 'files', 'drive'],
		[null, null, null, null, null, 'together', 'email'],
	],
	flow: [
		['start', 'settings', 'items', 'accounts', 'files', 'drive'],
		['files', 'together', 'email'],
	],
	meta: { demo: { runs: 2 } },
};
