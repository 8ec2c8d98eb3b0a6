/** Which requests Pluggy counts together. */

/**
 * Groups of endpoints that Pluggy counts together, per minute and IP address.
 * `paced`: requests are spread before sending, because the limit is small enough to be met by
 * ordinary work. https://docs.pluggy.ai/en/docs/rate-limits
 */
export const RATE_GROUPS = {
	auth: { perMinute: 360, paced: false, requests: /^POST \/auth$/ },
	accounts: { perMinute: 360, paced: false, requests: /^GET \/accounts(\/[^/]+)?$/ },
	transactions: {
		perMinute: 360,
		paced: false,
		requests: /^GET (\/v2\/transactions|\/transactions(\/[^/]+)?)$/,
	},
	investments: { perMinute: 360, paced: false, requests: /^GET \/investments(\/[^/]+)?$/ },
	investmentTransactions: {
		perMinute: 360,
		paced: false,
		requests: /^GET \/investments\/[^/]+\/transactions$/,
	},
	itemUpdate: { perMinute: 20, paced: true, requests: /^PATCH \/items\/[^/]+$/ },
} as const;

export type RateGroup = keyof typeof RATE_GROUPS;

/** The group that Pluggy counts a request in; undefined where it publishes no limit. */
export function rateGroupOf(method: string, path: string): RateGroup | undefined {
	const request = `${method} ${path.split('?')[0]}`;
	const found = Object.entries(RATE_GROUPS).find(([, { requests }]) => requests.test(request));
	return found?.[0] as RateGroup | undefined;
}
