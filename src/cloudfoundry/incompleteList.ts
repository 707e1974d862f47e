/** Why a list ends before all of it was read, although the API has more, or may have. */
export type EarlyEnd =
  /** `next` leads to another list. */
  | 'otherList'
  /** `next` leads to a page that was read already. */
  | 'readBefore'
  /** `next` is no address. */
  | 'noAddress'
  | 'tooManyPages'
  | 'tooManyRows'
  /** So many rows were deleted meanwhile that some may have moved past what was read. */
  | 'changed';

/** What was read of a list stays, and is not all of it. */
export class IncompleteListError extends Error {
  override readonly name = 'IncompleteListError';
  readonly reason: EarlyEnd;

  constructor(reason: EarlyEnd) {
    super(messages[reason]);
    this.reason = reason;
  }
}

const messages: Readonly<Record<EarlyEnd, string>> = {
  otherList: 'The API’s link to the next page points to another list.',
  readBefore: 'The API’s link to the next page points back to a page that was already loaded.',
  noAddress: 'The API’s link to the next page isn’t a valid address.',
  tooManyPages: 'The list has too many pages.',
  tooManyRows: 'The API returned more rows at once than can be shown.',
  changed: 'Rows were deleted while the list was loading, so others may be missing.',
};
