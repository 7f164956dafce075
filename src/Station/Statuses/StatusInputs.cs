namespace ChargerFirmware.Station.Statuses;

/// <summary>All that a connector's status follows from.</summary>
public readonly record struct StatusInputs
{
    /// <summary>A fault of class stop or stop now is present or latched.</summary>
    public bool StopFault { get; init; }

    /// <summary>A fault of class prevent and of scope connector is present.</summary>
    public bool PreventFault { get; init; }

    public bool Transaction { get; init; }

    /// <summary>The stop sequence runs.</summary>
    public bool Stopping { get; init; }

    /// <summary>The limit in force is 0 or below this connector's minimum.</summary>
    public bool LimitBelowMinimum { get; init; }

    /// <summary>The transaction was invalidated, goes on, and may take no (more) energy.</summary>
    public bool Invalidated { get; init; }

    /// <summary>Contactor closed and at least 1.0 A, or below it for less than 5 s; back from SuspendedEV after 0.5 s of current.</summary>
    public bool CurrentFlows { get; init; }

    /// <summary>Energy is offered, and the vehicle does not ask or has drawn less than 1.0 A for 5 s, or was unplugged while the transaction is kept.</summary>
    public bool EvDoesNotTake { get; init; }

    public bool Operative { get; init; }

    /// <summary>A cable is plugged; of a detachable one either end.</summary>
    public bool Plugged { get; init; }

    /// <summary>Somebody is authorized or remotely started, and the transaction has not begun.</summary>
    public bool Authorized { get; init; }

    /// <summary>A transaction has ended since the cable came in, or nobody showed a tag in time where connectors share a reader.</summary>
    public bool SessionOver { get; init; }

    public bool Reserved { get; init; }
}
