namespace ChargerFirmware.Station.Statuses;

/// <summary>The lines of the table that decides a connector's status; the first that holds counts.</summary>
public enum StatusRule
{
    /// <summary>A fault that stops is present or latched and no transaction is left.</summary>
    FaultPresent,

    /// <summary>The station withholds energy from a transaction.</summary>
    EvseSuspends,

    /// <summary>Contactor closed and current flows.</summary>
    CurrentFlows,

    /// <summary>Energy is offered to a transaction and the vehicle does not take it.</summary>
    EvSuspends,

    /// <summary>A transaction starts or stops: the status stays, and is Preparing before the first energy.</summary>
    AsBefore,

    /// <summary>Made inoperative.</summary>
    Inoperative,

    /// <summary>The transaction is over and the cable still there.</summary>
    CableLeft,

    /// <summary>Plugged, or somebody is authorized and is to plug in.</summary>
    InUse,

    Reserved,

    Free,
}
