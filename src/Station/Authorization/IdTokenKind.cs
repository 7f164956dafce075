namespace ChargerFirmware.Station.Authorization;

/// <summary>Where an id token comes from.</summary>
public enum IdTokenKind
{
    /// <summary>Not specified: OCPP 1.6 knows no kinds.</summary>
    Unknown,

    /// <summary>The UID of an RFID card, ISO 14443.</summary>
    Iso14443,

    /// <summary>The UID of an RFID card, ISO 15693.</summary>
    Iso15693,

    /// <summary>Made by the central system, for a remote start.</summary>
    Central,

    /// <summary>Made by the station itself, where no authorization is needed.</summary>
    Local,

    /// <summary>A contract's id (eMAID), ISO 15118.</summary>
    ContractId,

    /// <summary>Typed in at the station.</summary>
    KeyCode,

    /// <summary>The MAC address of a vehicle.</summary>
    MacAddress,
}
