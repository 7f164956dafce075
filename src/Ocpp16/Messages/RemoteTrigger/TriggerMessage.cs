using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Ocpp16.Messages.RemoteTrigger;

/// <summary>Asks a station to send a message now. OCPP 1.6, 5.17.</summary>
public sealed record TriggerMessageRequest
{
    public required MessageTrigger RequestedMessage { get; init; }

    /// <summary>Null for all connectors.</summary>
    public int? ConnectorId { get; init; }
}

/// <summary>Answers <see cref="TriggerMessageRequest"/>.</summary>
public sealed record TriggerMessageResponse
{
    public required TriggerMessageStatus Status { get; init; }
}
