using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Ocpp16.Messages.Core;

/// <summary>Takes a connector into service or out of it. OCPP 1.6, 5.2.</summary>
public sealed record ChangeAvailabilityRequest : IFieldRules
{
    /// <summary>0 for the station and all its connectors.</summary>
    public required int ConnectorId { get; init; }

    public required AvailabilityType Type { get; init; }

    MessageFault? IFieldRules.FindFault() => FieldRules.AtLeast(0, ConnectorId, "$.connectorId");
}

/// <summary>Answers <see cref="ChangeAvailabilityRequest"/>.</summary>
public sealed record ChangeAvailabilityResponse
{
    public required AvailabilityStatus Status { get; init; }
}
