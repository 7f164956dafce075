namespace ChargerFirmware.Ocpp.Messages;

/// <summary>Who calls an action.</summary>
[Flags]
public enum CallDirection
{
    None = 0,
    FromStation = 1,
    FromCentralSystem = 2,
    Both = FromStation | FromCentralSystem,
}
