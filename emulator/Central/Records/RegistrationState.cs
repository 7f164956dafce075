namespace ChargerFirmware.Central.Records;

/// <summary>What a station hears when it boots (OCPP 1.6, 4.2).</summary>
public enum RegistrationState
{
    Accepted,
    Pending,
    Rejected,
}
