using ChargerFirmware.Hardware.Buses;

namespace ChargerFirmware.Hardware.Gpio;

/// <summary>What one look for a card has found.</summary>
/// <param name="Answered">The reader itself answered.</param>
/// <param name="Uid">The UID of a card that came, in wire order; null when none did.</param>
/// <param name="SameCardIsThere">The card that was read and put to sleep is still there.</param>
internal readonly record struct Mfrc522Look(bool Answered, byte[]? Uid = null, bool SameCardIsThere = false) : IBusAnswer;
