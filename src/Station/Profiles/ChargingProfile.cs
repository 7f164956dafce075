namespace ChargerFirmware.Station.Profiles;

/// <summary>A limit on charging with a time and a purpose, as it is installed at a connector (OCPP 1.6, 3.13 and 7.8).</summary>
public sealed record ChargingProfile
{
    public required int Id { get; init; }

    /// <summary>Where it is installed; 0 is the whole station.</summary>
    public required int ConnectorId { get; init; }

    /// <summary>Of two profiles of one purpose that hold now, the higher one counts.</summary>
    public required int StackLevel { get; init; }

    public required ProfilePurpose Purpose { get; init; }

    public required ProfileKind Kind { get; init; }

    /// <summary>Of a recurring profile.</summary>
    public Recurrency? Recurrency { get; init; }

    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>The first instant at which it holds no more.</summary>
    public DateTimeOffset? ValidTo { get; init; }

    public required ChargingSchedule Schedule { get; init; }

    /// <summary>The transaction that a TxProfile belongs to, by our own key.</summary>
    public long? TransactionKey { get; init; }

    /// <summary>Whether it takes the place of <paramref name="other"/>: the same id, or the same place in the stack.</summary>
    public bool Replaces(ChargingProfile other) =>
        Id == other.Id || (Purpose == other.Purpose && StackLevel == other.StackLevel && ConnectorId == other.ConnectorId);

    /// <summary>
    /// The profile with every time it needs. Where the central system named no beginning, that is now (a recurring one, and one of the
    /// whole station), or the start of the transaction (OCPP 1.6, 7.13).
    /// </summary>
    public ChargingProfile Anchored(DateTimeOffset now) => (Kind, Schedule.Start) switch
    {
        (ProfileKind.Relative, _) => this with { Schedule = Schedule with { Start = null } },
        (_, not null) => this,
        (ProfileKind.Absolute, _) when Purpose != ProfilePurpose.ChargePointMaxProfile => this with { Kind = ProfileKind.Relative },
        _ => this with { Schedule = Schedule with { Start = now } },
    };
}
