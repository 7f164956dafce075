namespace ChargerFirmware.Central.Judging;

/// <summary>What kind of rule a station has broken.</summary>
public enum ViolationKind
{
    /// <summary>Something that is no frame of OCPP-J.</summary>
    UnreadableFrame,

    /// <summary>A connection, or an attempt at one, that is not as OCPP-J has it (OCPP-J 1.6, section 3).</summary>
    Connection,

    /// <summary>A payload that breaks the schema of its message.</summary>
    SchemaFault,

    /// <summary>An action that no station calls.</summary>
    UnknownAction,

    /// <summary>An answer to a call that nobody has made.</summary>
    ForeignAnswer,

    /// <summary>A call while the one before it is not answered (OCPP-J 1.6, 4.1.1).</summary>
    SecondCall,

    /// <summary>A message id that was used before on this connection.</summary>
    RepeatedMessageId,

    /// <summary>A message of a station that is not accepted (OCPP 1.6, 4.2).</summary>
    NotAccepted,

    /// <summary>A BootNotification before the interval has passed (OCPP 1.6, 4.2).</summary>
    BootTooEarly,

    /// <summary>A transaction that this station has not started.</summary>
    UnknownTransaction,

    /// <summary>A transaction that starts on a connector where another one runs.</summary>
    ConnectorBusy,

    /// <summary>A StartTransaction again, though it was answered on this connection.</summary>
    RepeatedStart,

    /// <summary>A StopTransaction again, though it was answered on this connection, or with other content.</summary>
    RepeatedStop,

    /// <summary>A register of energy that has gone back.</summary>
    MeterWentBack,

    /// <summary>A register of energy that has grown by more than any outlet delivers in the time.</summary>
    MeterJumped,

    /// <summary>Meter values that cannot be: no number, none at all, of another connector, or after the end.</summary>
    ImplausibleMeterValue,

    /// <summary>A change of status that the standard does not know (OCPP 1.6, 4.9).</summary>
    StatusEdge,

    /// <summary>A status that does not fit its connector or its error code.</summary>
    ImplausibleStatus,

    /// <summary>A moment to come, or one before a moment that was reported earlier.</summary>
    Timestamp,
}
