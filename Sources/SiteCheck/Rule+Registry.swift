extension Rule {
  /// Every rule, area by area.
  package static let all: [Rule] = [
    .imageMissingAlt, .imageFileNameAsAlt, .imageAltRepeatsCaption, .imageLongAlt, .imageNeedlessWords, .imageTooHeavy,
    .headingSkippedLevel, .headingSecondTitle, .headingEmpty, .headingMissingSpace, .headingBoldParagraph,
    .headingRepeated,
    .linkMissingTarget, .linkMissingAnchor, .linkMissingImage, .linkLocalAddress, .linkVagueText,
    .linkEmptyText, .linkAddressAsText,
    .linkSameText, .linkUnmarkedFile, .linkInsecure, .linkOwnAddress,
    .linkBrokenSyntax, .linkLeftAsText, .linkUnreachable, .linkMoved, .linkPrivateAddress,
    .tableMissingHeader,
    .markdownDateAsList, .markdownListNumber, .markdownLeftoverMark, .markdownMarkWithinWords,
    .markdownLeftoverTable, .markdownSurplusCell, .markdownLinkInLink, .markdownForeignSyntax,
    .markdownUndefinedReference, .markdownUnusedDefinition, .markdownUnderlinedHeading, .markdownIndentedText,
    .markdownCodeNotClosed, .markdownHTMLAttribute, .markdownHTMLNotClosed, .markdownHTMLInParagraph,
    .markdownInHTML, .markdownCommentNotClosed,
    .textPlaceholder, .textAllCapitals, .textEmojiRun, .textTypedList, .textDecomposedLetters, .textInvisibleCharacter,
    .textUnmarkedLanguage, .textDrawnPicture, .textColourAlone,
    .dateWrongWeekday, .dateImpossible,
    .titleTooLong, .titleRepeated, .summaryMissing, .summaryTooLong, .summaryRepeated, .summaryRepeatsTitle,
    .frontMatterBadDate, .frontMatterEmptyValue, .frontMatterKeyOrder, .termSimilar,
    .translationMissing, .translationUnpublishedOriginal, .fileUnused, .pageUnreachable, .configPlaceholder,
    .pageMissingLanguage, .pageMissingTitle, .pageMainHeading, .pageMissingMain, .pageMissingSkipLink,
    .pageBlockedZoom,
    .htmlDuplicateID, .htmlEmptyControl, .htmlMissingLabel, .htmlMissingAlt, .htmlFrameTitle, .htmlCaptions,
    .htmlAutoplay, .htmlTabOrder, .htmlUnknownRole, .htmlUnknownState, .htmlTableHeader, .htmlBrokenLink,
    .htmlUnknownLanguage,
    .easyLongSentence, .easyLongWord, .easyAbbreviation,
    .styleContrast,
    .legalMissingPage, .legalUnlinkedPage, .legalMissingField, .legalMissingText, .legalReviewOverdue,
    .legalContactForm, .legalOutdatedCitation,
    .checkUnknownName, .checkUnusedSilence,
  ]

  private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

  package static func named(_ id: String) -> Rule? { byID[id] }
}
