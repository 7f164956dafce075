namespace Iot.Device.Mfrc522;

/// <summary>What came of an exchange with a card.</summary>
public enum Status
{
    Ok = 0,

    /// <summary>Two cards answered with different bits.</summary>
    Collision = 1,
    Error = 2,

    /// <summary>Nobody answered.</summary>
    Timeout = 3,
}
