namespace ChargerFirmware.Station.Ocpp16.Transactions;

/// <summary>What a message says of a transaction.</summary>
public enum MessageRole
{
    Start,
    Values,
    Stop,
}
