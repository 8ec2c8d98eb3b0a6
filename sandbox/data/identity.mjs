/** Who owns an item: the same person or company as its accounts'. */
import { dateToDay, dayOf, dayToIso, iso } from '../time/clock.mjs';
import { createRandom, uuidOf } from './random.mjs';
import { makeCnpj, makeParticipant } from './people.mjs';

const STREETS = ['Rua das Acácias', 'Avenida Lagoa Clara', 'Rua Serra Azul', 'Travessa do Ipê'];
/** City, state, IBGE code, postal code, latitude, longitude. */
const CITIES = /** @type {const} */ ([
	['São Paulo', 'SP', '3550308', '01310-100', -23.561414, -46.655881],
	['Curitiba', 'PR', '4106902', '80010-010', -25.429596, -49.271272],
	['Recife', 'PE', '2611606', '50030-230', -8.063169, -34.871139],
]);
const plain = (/** @type {string} */ text) =>
	text
		.normalize('NFD')
		.replace(/[^a-zA-Z ]/g, '')
		.toLowerCase();

/** null before the first sync is over, or if the item does not collect it. @param {any} item */
export function identityOf(item) {
	if (!item.products.includes('IDENTITY') || item.lastUpdatedAt === null) return null;
	const isCompany = item.connector.type === 'BUSINESS_BANK';
	const random = createRandom(item.id, 'identity');
	const owner = item.accounts[0].source.owner;
	const { employer } = item.accounts[0].source.neighbours;
	const [city, state, ibgeTownCode, postalCode, latitude, longitude] = random.pick(CITIES);
	const street = `${random.pick(STREETS)}, ${random.int(10, 1900)}`;
	const [first, ...rest] = plain(owner.name).split(' ');
	const domain = isCompany ? `${rest.join('')}.example` : 'correio.example';
	const birthday = dateToDay(random.int(1958, 2002), random.int(0, 11), random.int(1, 28));
	const since = dayToIso(dayOf(item.createdAt) - random.int(500, 3000));
	const phone = `9${random.digits(4)}-${random.digits(4)}`;
	const common = {
		id: uuidOf(item.id, 'identity'),
		itemId: item.id,
		document: owner.documentNumber.value,
		documentType: owner.documentNumber.type,
		taxNumber: owner.documentNumber.value,
		investorProfile: random.pick(['Conservative', 'Moderate', 'Aggressive']),
		phoneNumbers: [
			{
				type: isCompany ? 'Work' : 'Personal',
				value: `+55 11 ${phone}`,
				countryCallingCode: '55',
				areaCode: '11',
				extension: null,
				additionalInfo: null,
			},
		],
		emails: [{ type: isCompany ? 'Work' : 'Personal', value: `${first}.${rest.at(-1)}@${domain}` }],
		addresses: [
			{
				type: isCompany ? 'Work' : 'Personal',
				fullAddress: `${street}, Centro, ${city} - ${state}, ${postalCode}`,
				primaryAddress: street,
				district: 'Centro',
				city,
				state,
				postalCode,
				country: 'Brasil',
				countryCode: 'BRA',
				ibgeTownCode,
				additionalInfo: null,
				geographicCoordinates: { latitude, longitude },
			},
		],
		establishmentCode: owner.branchNumber,
		establishmentName: `Agência ${owner.branchNumber}`,
		createdAt: iso(item.createdAt),
		updatedAt: iso(item.lastUpdatedAt),
	};
	const accounts = item.accounts
		.filter((/** @type {any} */ one) => one.type === 'BANK')
		.map((/** @type {any} */ one) => {
			const [number, checkDigit] = one.number.split('/')[1].split('-');
			const { branchNumber: branchCode, routingNumber: compeCode } = owner;
			const type = 'CONTA_DEPOSITO_A_VISTA';
			return { compeCode, branchCode, number, checkDigit, type, subtype: 'INDIVIDUAL' };
		});
	const partner = isCompany ? makeParticipant(random, false) : null;
	const financialRelationships = {
		startDate: since,
		productsServicesType: ['CONTA_DEPOSITO_A_VISTA', 'CARTAO_CREDITO'],
		productsServicesTypeAdditionalInfo: null,
		procurators: partner
			? [
					{
						type: 'PROCURADOR',
						cpfNumber: partner.documentNumber.value,
						documentNumber: partner.documentNumber.value,
						documentType: 'CPF',
						civilName: partner.name,
						socialName: null,
					},
				]
			: [],
		accounts,
		portabilitiesReceived: [],
		paychecksBankLink: isCompany
			? []
			: [
					{
						employerName: employer.name,
						employerDocument: employer.documentNumber.value,
						paycheckBankCnpj: '11.222.333/0001-81',
						paycheckBankIspb: employer.routingNumberISPB,
						accountOpeningDate: since,
					},
				],
	};
	if (partner) {
		return {
			...common,
			fullName: null,
			companyName: owner.name,
			birthDate: null,
			jobTitle: null,
			relations: [],
			incorporationDate: dayToIso(birthday + 9000),
			parties: [
				{
					type: 'PARTNER',
					personType: 'NATURAL_PERSON',
					documentType: 'CPF',
					documentNumber: partner.documentNumber.value,
					documentCountry: 'BRA',
					civilName: partner.name,
					startDate: dayToIso(birthday + 9000),
					shareholding: 1,
				},
			],
			businessOtherDocuments: [],
			companiesCnpj: [owner.documentNumber.value],
			qualifications: {
				companyCnpj: owner.documentNumber.value,
				economicActivities: [{ code: '4711302', isMain: true }],
				informedRevenue: { amount: random.int(30, 400) * 10_000, frequency: 'ANNUAL', year: 2025 },
				informedPatrimony: { amount: random.int(10, 90) * 10_000, year: 2025 },
			},
			financialRelationships,
		};
	}
	return {
		...common,
		fullName: owner.name,
		companyName: null,
		socialName: null,
		birthDate: dayToIso(birthday),
		jobTitle: random.pick(['Analista de sistemas', 'Professora', 'Engenheiro civil', 'Designer']),
		sex: random.pick(['FEMALE', 'MALE']),
		maritalStatus: { code: random.pick(['SINGLE', 'MARRIED', 'STABLE_UNION']) },
		nationality: { hasBrazilianNationality: true, otherNationalities: [] },
		relations: [
			{ type: 'Mother', name: makeParticipant(random, false).name, document: null },
			{ type: 'Father', name: makeParticipant(random, false).name, document: null },
		],
		otherDocuments: [{ type: 'RG', number: random.digits(9), additionalInfo: `SSP-${state}` }],
		companiesCnpj: [makeCnpj(random)],
		qualifications: {
			companyCnpj: employer.documentNumber.value,
			occupationCode: 'CBO',
			occupationDescription: '2124',
			informedIncome: { frequency: 'MENSAL', amount: 10_800, date: since },
			informedPatrimony: { amount: random.int(20, 90) * 10_000, year: 2025, date: since },
		},
		financialRelationships,
	};
}
