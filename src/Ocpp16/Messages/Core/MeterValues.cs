using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Ocpp16.Messages.Core;

/// <summary>Reports measured values, of a transaction or at set times of day. OCPP 1.6, 4.7.</summary>
public sealed record MeterValuesRequest : IFieldRules
{
    /// <summary>0 for the main meter.</summary>
    public required int ConnectorId { get; init; }

    public long? TransactionId { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<MeterValue> MeterValue { get; init; }

    MessageFault? IFieldRules.FindFault() =>
        FieldRules.AtLeast(0, ConnectorId, "$.connectorId") ??
        FieldRules.NotEmpty(MeterValue, "$.meterValue") ??
        MeterValue.Select((value, index) => FieldRules.NotEmpty(value.SampledValue, $"$.meterValue[{index}].sampledValue"))
            .FirstOrDefault(fault => fault is not null);
}

/// <summary>Answers <see cref="MeterValuesRequest"/>.</summary>
public sealed record MeterValuesResponse;
