namespace ChargerFirmware.Ocpp;

/// <summary>The words for <see cref="ErrorCode"/> on the wire.</summary>
public static class ErrorCodes
{
    private static readonly Dictionary<string, ErrorCode> s_words = Enum.GetValues<ErrorCode>()
        .SelectMany(code => Enum.GetValues<ErrorSpelling>().Select(spelling => (Word: Write(code, spelling), Code: code)))
        .OrderBy(pair => pair.Code).DistinctBy(pair => pair.Word).ToDictionary(pair => pair.Word, pair => pair.Code, StringComparer.OrdinalIgnoreCase);

    /// <summary>The code as <paramref name="spelling"/> writes it.</summary>
    public static string Write(ErrorCode code, ErrorSpelling spelling) => (code, spelling) switch
    {
        (ErrorCode.FormationViolation, ErrorSpelling.Corrected) => "FormatViolation",
        (ErrorCode.OccurenceConstraintViolation, ErrorSpelling.Corrected) => "OccurrenceConstraintViolation",
        (ErrorCode.MessageTypeNotSupported or ErrorCode.RpcFrameworkError, ErrorSpelling.Original) => nameof(ErrorCode.ProtocolError),
        (ErrorCode.NotImplemented, _) => nameof(ErrorCode.NotImplemented),
        (ErrorCode.NotSupported, _) => nameof(ErrorCode.NotSupported),
        (ErrorCode.InternalError, _) => nameof(ErrorCode.InternalError),
        (ErrorCode.ProtocolError, _) => nameof(ErrorCode.ProtocolError),
        (ErrorCode.SecurityError, _) => nameof(ErrorCode.SecurityError),
        (ErrorCode.FormationViolation, _) => nameof(ErrorCode.FormationViolation),
        (ErrorCode.PropertyConstraintViolation, _) => nameof(ErrorCode.PropertyConstraintViolation),
        (ErrorCode.OccurenceConstraintViolation, _) => nameof(ErrorCode.OccurenceConstraintViolation),
        (ErrorCode.TypeConstraintViolation, _) => nameof(ErrorCode.TypeConstraintViolation),
        (ErrorCode.MessageTypeNotSupported, _) => nameof(ErrorCode.MessageTypeNotSupported),
        (ErrorCode.RpcFrameworkError, _) => nameof(ErrorCode.RpcFrameworkError),
        _ => nameof(ErrorCode.GenericError),
    };

    /// <summary>
    /// The code for a word in either spelling and in any case; <see cref="ErrorCode.GenericError"/> for an unknown word.
    /// </summary>
    public static ErrorCode Read(string word) => s_words.GetValueOrDefault(word.Trim(), ErrorCode.GenericError);
}
