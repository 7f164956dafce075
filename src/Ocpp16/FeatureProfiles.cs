namespace ChargerFirmware.Ocpp16;

/// <summary>The words of the configuration key SupportedFeatureProfiles.</summary>
public static class FeatureProfiles
{
    public const string Core = "Core";

    public const string FirmwareManagement = "FirmwareManagement";

    public const string LocalAuthListManagement = "LocalAuthListManagement";

    public const string Reservation = "Reservation";

    public const string SmartCharging = "SmartCharging";

    public const string RemoteTrigger = "RemoteTrigger";
}
