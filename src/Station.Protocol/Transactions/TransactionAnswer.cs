using ChargerFirmware.Station.Authorization;

namespace ChargerFirmware.Station.Protocol.Transactions;

/// <summary>What a central system answers to a message of a transaction.</summary>
/// <param name="CentralSystemId">The id that it gives the transaction, with the answer to its begin; null where it gave none.</param>
/// <param name="Token">What it says of the token that the message carries; null where it says nothing.</param>
public sealed record TransactionAnswer(long? CentralSystemId, TagInfo? Token);
