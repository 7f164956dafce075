namespace ChargerFirmware.Station.Protocol.Transactions;

/// <summary>What a message says of a transaction.</summary>
public enum MessageRole
{
    Start,
    Values,
    Stop,
}
