/** Why reading a list stopped early although the API has, or may have, more. */
export type EarlyEnd =
  /** `next` leads to another list. */
  | 'otherList'
  /** `next` leads to a page that we have already read. */
  | 'readBefore'
  /** `next` isn't a valid address. */
  | 'noAddress'
  | 'tooManyPages'
  | 'tooManyRows'
  /** Rows were deleted while reading, so others may have moved past us. */
  | 'changed';

/** A list was read only in part. The rows read so far stay valid. */
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
