/** Erreurs rendues au client, avec les codes d'Office.js. */

const HTTP: Record<string, number> = {
  ItemNotFound: 404,
  ApiNotFound: 404,
  ItemAlreadyExists: 409,
  AccessDenied: 403,
  GeneralException: 500,
  NotImplemented: 501,
};

const MESSAGES: Record<string, string> = {
  ItemNotFound: 'The requested resource doesn’t exist.',
  InvalidArgument: 'The argument is invalid or missing or has an incorrect format.',
  ItemAlreadyExists: 'The resource being created already exists.',
  AccessDenied: 'You cannot perform the requested operation.',
  InvalidReference: 'This reference is not valid for the current operation.',
  InvalidOperation: 'The operation attempted is invalid on the object.',
  InvalidOperationInCellEditMode:
    'Excel is in cell-editing mode. Exit the edit mode by pressing Enter or Tab or selecting another cell, then try again.',
  RequestPayloadSizeLimitExceeded: 'The request payload size has exceeded the limit.',
  ResponsePayloadSizeLimitExceeded: 'The response payload size has exceeded the limit.',
};

/** Une erreur de l'API : `code` est celui d'Office.js, en anglais et stable. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message?: string,
  ) {
    super(message ?? MESSAGES[code] ?? code);
  }

  get httpStatusCode(): number {
    return HTTP[this.code] ?? 400;
  }
}

export const itemNotFound = (): ApiError => new ApiError('ItemNotFound');
export const invalidArgument = (message?: string): ApiError => new ApiError('InvalidArgument', message);
