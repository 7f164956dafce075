namespace ChargerFirmware.Station.Ocpp16.Transactions;

/// <summary>What is remembered of a transaction while messages of it wait.</summary>
/// <param name="CentralSystemId">The id the central system gave it, or null.</param>
internal sealed record TransactionRow(int? CentralSystemId);
