namespace ChargerFirmware.Station.Metering;

/// <summary>
/// How a meter's phases lie on the grid's (ConnectorPhaseRotation, OCPP 1.6, 9.1.12): the first letter is the grid's phase on the
/// meter's first input, R being L1.
/// </summary>
public enum PhaseRotation
{
    NotApplicable,
    Unknown,
    RST,
    RTS,
    SRT,
    STR,
    TRS,
    TSR,
}
