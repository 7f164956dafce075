using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Composition.Inspection;

/// <summary>
/// The lengths of BootNotification's fields (OCPP 1.6, 6.3). A longer text would be refused by the central system only, and the
/// station would never be accepted.
/// </summary>
internal static class IdentityCheck
{
    public static void Run(BoardIdentity identity, Findings findings)
    {
        Check("vendor", identity.Vendor, 20);
        Check("model", identity.Model, 20);
        Check("serialNumber", identity.SerialNumber, 25);
        Check("iccid", identity.Iccid, 20);
        Check("imsi", identity.Imsi, 20);

        void Check(string key, string? text, int mostCharacters)
        {
            if (text is not null && (text.Length == 0 || text.Length > mostCharacters))
            {
                findings.Refuse($"$.identity.{key}", $"expected 1 to {mostCharacters} characters, found {text.Length}");
            }
        }
    }
}
