import { itemDiagnosis } from '../../nodes/Pluggy/diagnosis';
import { errorRow, problemOfAnswer } from '../../nodes/shared/problems/errors';
import { BY_CODE, BY_ITEM_CODE, BY_MESSAGE } from '../../nodes/shared/problems';

/** The refusals that most users meet, as they are in an error row. */

const row = (status: number, body: object) => errorRow(problemOfAnswer(status, body).problem);

describe('fresh enough is a result to branch on', () => {
	test('an item of MeuPluggy refuses an update only in words', () => {
		const said = 'MeuPluggy item cant be updated';
		expect(row(400, { code: 400, message: said, errorId: 'abc' })).toEqual({
			...BY_MESSAGE.MEU_PLUGGY_UPDATES_ITSELF,
			advice: `${BY_MESSAGE.MEU_PLUGGY_UPDATES_ITSELF.advice} Pluggy said: ${said} (errorId abc)`,
			code: 'MEU_PLUGGY_UPDATES_ITSELF',
			action: 'useData',
			retryable: false,
			httpStatus: 400,
			details: null,
			errorId: 'abc',
		});
	});

	test('an update before the allowed hour is no error to wait for', () => {
		const data = { minUpdateFrequencyAllowedInHours: 1, lastUpdatedAt: '2026-11-27T09:10:11.120Z' };
		const code = 'CLIENT_IS_UPDATING_BEFORE_ALLOWED_FREQUENCY';
		expect(row(409, { codeDescription: code, data })).toMatchObject({
			code,
			action: 'useData',
			retryable: false,
			details: { data },
		});
		expect(BY_CODE[code].userMessage).not.toMatch(/tente novamente|mais tarde/i);
	});

	test('a used-up quota of balances', () => {
		const code = 'BALANCE_OPEN_FINANCE_RATE_LIMIT';
		expect(row(429, { codeDescription: code })).toMatchObject({ code, action: 'useData' });
	});
});

describe('told only in words', () => {
	test('Connection Insights is not enabled', () => {
		const message = 'Report creation is not enabled right now';
		expect(row(400, { code: 400, message })).toMatchObject({
			code: 'INSIGHTS_NOT_ENABLED',
			action: 'upgradePlan',
			title: BY_MESSAGE.INSIGHTS_NOT_ENABLED.title,
		});
	});

	test('a parameter that Pluggy does not know', () => {
		const message = 'property from should not exist,property pageSize should not exist';
		expect(row(400, { code: 400, message })).toMatchObject({
			code: 'UNKNOWN_PARAMETER',
			action: 'fixInput',
		});
	});

	test('with another status, or a name of its own, the words decide nothing', () => {
		const message = 'MeuPluggy item cant be updated';
		expect(row(409, { message })).toMatchObject({ code: 'HTTP_409' });
		const named = { codeDescription: 'CONNECTOR_OFFLINE', message };
		expect(row(400, named)).toMatchObject({ code: 'CONNECTOR_OFFLINE', action: 'retryLater' });
		expect(row(400, { message: 'taxNumber is required' })).toMatchObject({ code: 'HTTP_400' });
	});
});

test('listing items: paid plans only, and only for teams that asked', () => {
	const { advice } = row(403, { codeDescription: 'LIST_ITEMS_FEATURE_NOT_ENABLED' });
	expect(advice).toMatch(/paid plans only, and only for teams that asked/);
});

test('the balance permission: REJECTED is its end, whatever the reason', () => {
	const { advice } = BY_CODE.SMART_TRANSFER_DATA_CONSENT_NOT_AVAILABLE;
	expect(advice).toMatch(/REJECTED.*rejectionReason.*never comes back/);
	expect(advice).not.toContain('REVOKED');
});

describe('USER_AUTHORIZATION_PENDING has two meanings', () => {
	const error = { code: 'USER_AUTHORIZATION_PENDING', message: 'x' };
	const diagnosis = itemDiagnosis({ status: 'OUTDATED', executionStatus: error.code, error })!;

	test('the user of Caixa is told to act, not to wait for somebody else', () => {
		expect(diagnosis.userMessage).toMatch(/^Autorize o acesso agora no aplicativo do seu banco\./);
		expect(diagnosis.userMessage).not.toMatch(/aguard/i);
		expect(diagnosis.userMessage).toContain('outro responsável');
	});

	test('the builder reads both', () => {
		expect(diagnosis.action).toBe('waitForUser');
		expect(diagnosis.advice).toMatch(/device.*Caixa.*30 minutes.*further holder/);
	});
});

test('errors of a connection say when Pluggy stops to synchronize by itself', () => {
	expect(BY_ITEM_CODE.CONNECTION_ERROR.advice).toMatch(/every hour, five times/);
	const loginError = itemDiagnosis({ status: 'LOGIN_ERROR', executionStatus: 'NEW' })!;
	expect(loginError.advice).toMatch(/does not synchronize the item by itself until then/);
});
