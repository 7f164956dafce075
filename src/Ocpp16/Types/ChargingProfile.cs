namespace ChargerFirmware.Ocpp16.Types;

/// <summary>A limit on charging with a time and a purpose (OCPP 1.6, 7.8).</summary>
public sealed record ChargingProfile
{
    public required int ChargingProfileId { get; init; }

    /// <summary>Only for a TxProfile.</summary>
    public long? TransactionId { get; init; }

    /// <summary>Of two profiles of one purpose, the higher one holds.</summary>
    public required int StackLevel { get; init; }

    public required ChargingProfilePurposeType ChargingProfilePurpose { get; init; }

    public required ChargingProfileKindType ChargingProfileKind { get; init; }

    /// <summary>Only for a recurring profile.</summary>
    public RecurrencyKindType? RecurrencyKind { get; init; }

    public DateTimeOffset? ValidFrom { get; init; }

    public DateTimeOffset? ValidTo { get; init; }

    public required ChargingSchedule ChargingSchedule { get; init; }
}
