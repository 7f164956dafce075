namespace ChargerFirmware.Ocpp;

/// <summary>How error codes are written. The version a link has agreed on decides; reading takes both.</summary>
public enum ErrorSpelling
{
    /// <summary><c>FormationViolation</c>, <c>OccurenceConstraintViolation</c>; later codes become <c>ProtocolError</c>.</summary>
    Original,

    /// <summary><c>FormatViolation</c>, <c>OccurrenceConstraintViolation</c>, and the codes that came later.</summary>
    Corrected,
}
